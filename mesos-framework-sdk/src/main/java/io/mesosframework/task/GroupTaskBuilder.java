package io.mesosframework.task;

/**
 * Builds one task of a group. Not thread-safe.
 */
public final class GroupTaskBuilder extends TaskPart<GroupTaskBuilder> {

	GroupTaskBuilder(String name) {
		set("name", name);
	}

}
