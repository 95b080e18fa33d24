package io.mesosframework.task;

/**
 * Published when the master has answered for every task of an explicit reconciliation.
 *
 * @param progress the progress of the reconciliation that has ended
 * @since 0.1.0
 */
public record ReconciliationFinished(ReconciliationProgress progress) implements TaskManagerEvent {

}
