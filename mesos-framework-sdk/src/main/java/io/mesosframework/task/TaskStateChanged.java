package io.mesosframework.task;

/**
 * Published when the phase, the goal or the launch of an instance has changed.
 *
 * @param before the instance before the change
 * @param after the instance after the change
 * @since 0.1.0
 */
public record TaskStateChanged(Instance before, Instance after) implements TaskManagerEvent {

}
