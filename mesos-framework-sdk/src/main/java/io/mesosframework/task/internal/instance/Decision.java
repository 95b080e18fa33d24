package io.mesosframework.task.internal.instance;

import java.util.List;
import java.util.stream.Stream;

import io.mesosframework.task.Instance;

/**
 * What comes of an input: the instance as it is now, and what is to be done.
 *
 * @param instance the instance
 * @param effects the effects, in order
 * @param failure whether it was a failure of the instance
 * @since 0.1.0
 */
public record Decision(Instance instance, List<Effect> effects, boolean failure) {

	/** Return a copy with one more effect. */
	Decision and(Effect effect) {
		return new Decision(this.instance, Stream.concat(this.effects.stream(), Stream.of(effect)).toList(),
				this.failure);
	}

	public static Decision of(Instance instance, Effect... effects) {
		return new Decision(instance, List.of(effects), false);
	}

	/** Return the same decision as one on a failure. */
	Decision onFailure() {
		return new Decision(this.instance, this.effects, true);
	}

}
