package io.mesosframework.offer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether offers are requested for a role.
 *
 * @param role the role
 * @param wanted whether something is waiting that could use its offers
 * @param suppressed whether the role is suppressed at the master
 * @param nextRevive when it is revived again if no offer arrives, or {@code null}
 * @since 0.1.0
 */
public record RoleState(String role, boolean wanted, boolean suppressed, @Nullable Instant nextRevive) {

}
