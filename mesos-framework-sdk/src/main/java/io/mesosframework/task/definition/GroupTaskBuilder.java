package io.mesosframework.task.definition;

/**
 * Builds one task of a group. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class GroupTaskBuilder extends TaskPart<GroupTaskBuilder> {

	GroupTaskBuilder(String name) {
		set("name", name);
	}

}
