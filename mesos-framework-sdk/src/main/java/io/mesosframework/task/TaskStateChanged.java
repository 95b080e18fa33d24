package io.mesosframework.task;

/**
 * An instance has changed its phase, its goal or its launch.
 *
 * @param before what it was
 * @param after what it is
 * @since 0.1.0
 */
public record TaskStateChanged(Instance before, Instance after) implements TaskManagerEvent {

}
