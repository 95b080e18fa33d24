package io.mesosframework.task.internal.instance;

import java.util.List;
import java.util.stream.Stream;

import io.mesosframework.task.Instance;

/**
 * Outcome of an input to an instance: its new state and the effects to carry out.
 *
 * @param instance the new state of the instance
 * @param effects the effects, in the order in which they are carried out
 * @param failure whether the input was a failure of the instance
 * @since 0.1.0
 */
public record Decision(Instance instance, List<Effect> effects, boolean failure) {

	/** Return a copy with an additional effect. */
	Decision and(Effect effect) {
		return new Decision(this.instance, Stream.concat(this.effects.stream(), Stream.of(effect)).toList(),
				this.failure);
	}

	public static Decision of(Instance instance, Effect... effects) {
		return new Decision(instance, List.of(effects), false);
	}

	/** Return a copy that is marked as a failure. */
	Decision onFailure() {
		return new Decision(this.instance, this.effects, true);
	}

}
