package io.mesosframework.task;

/**
 * The master has answered for every task that was asked for.
 *
 * @param progress the reconciliation that has ended
 * @since 0.1.0
 */
public record ReconciliationFinished(ReconciliationProgress progress) implements TaskManagerEvent {

}
