package io.mesosframework.boot.event;

/**
 * A problem with a handler method.
 *
 * @param bean name of the bean
 * @param method the method, as written in the source code
 * @param problem what is wrong and what is allowed, as a sentence
 * @since 0.1.0
 */
public record HandlerProblem(String bean, String method, String problem) {

	@Override
	public String toString() {
		return this.method + " of bean '" + this.bean + "': " + this.problem;
	}

}
