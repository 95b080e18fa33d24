package io.mesosframework.boot.event;

import java.util.Optional;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * Checks the return types of handler methods.
 */
final class AnswerTypes {

	static final String ALLOWED = "void, TaskInfo, Offer.Operation (only with a parameter of type Offer), OfferAnswer, "
			+ "or an Optional, List, Collection or Iterable of one of them";

	private AnswerTypes() {
	}

	/**
	 * Return the problem with the return type of a handler.
	 * @param returned the return type
	 * @param offers whether the handler may answer offers
	 * @param perOffer whether the handler is called once for each offer
	 * @return the problem, or {@code null} if there is none
	 */
	static @Nullable String problem(MethodParameter returned, boolean offers, boolean perOffer) {
		ResolvableType type = ResolvableType.forMethodParameter(returned);
		Class<?> raw = type.resolve(Object.class);
		if (raw == void.class || raw == Void.class) {
			return null;
		}
		if (!offers) {
			return "It returns " + type + ", but only handlers with a parameter of type Event.Offers, List<Offer> or "
					+ "Offer may return something: let it return void";
		}
		boolean container = raw == Optional.class || Iterable.class.isAssignableFrom(raw);
		Class<?> element = (container ? type.as(container(raw)).getGeneric(0).resolve(Object.class) : raw);
		if (element == Offer.Operation.class && !perOffer) {
			return "It returns operations, but not for which offer: return OfferAnswer, or take one Offer as parameter";
		}
		boolean allowed = element == TaskInfo.class || element == Offer.Operation.class || element == OfferAnswer.class;
		return allowed ? null : "It returns " + type + ", which is none of: " + ALLOWED;
	}

	private static Class<?> container(Class<?> raw) {
		return (raw == Optional.class) ? Optional.class : Iterable.class;
	}

}
