package io.mesosframework.boot.rest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the routes of an API answer.
 */
public final class AnsweredTypes {

	private AnsweredTypes() {
	}

	/**
	 * Return the types that routes answer.
	 * @param routes the routes
	 * @return the types that are written as JSON
	 */
	public static Set<Class<?>> of(List<Route> routes) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Route route : routes) {
			for (Route.Answer answer : route.answers().values()) {
				if (answer.type() != null) {
					types.add(answer.type());
				}
			}
		}
		return types;
	}

}
