package io.mesosframework.offer;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether offers are asked for in the name of a role.
 *
 * @param role the role
 * @param wanted whether something waits that could use its offers
 * @param suppressed whether the master was told to make none
 * @param nextRevive when it is revived again if no offer comes, or {@code null}
 * @since 0.1.0
 */
public record RoleState(String role, boolean wanted, boolean suppressed, @Nullable Instant nextRevive) {

}
