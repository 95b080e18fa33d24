package io.mesosframework.task;

/**
 * The master has answered for every task that was asked for.
 *
 * @param progress the reconciliation that has ended
 */
public record ReconciliationFinished(ReconciliationProgress progress) implements TaskManagerEvent {

}
