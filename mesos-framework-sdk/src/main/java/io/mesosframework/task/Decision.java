package io.mesosframework.task;

import java.util.List;

/**
 * What comes of an input: the instance as it is now, and what is to be done.
 *
 * @param instance the instance
 * @param effects the effects, in order
 */
record Decision(Instance instance, List<Effect> effects) {

	static Decision of(Instance instance, Effect... effects) {
		return new Decision(instance, List.of(effects));
	}

}
