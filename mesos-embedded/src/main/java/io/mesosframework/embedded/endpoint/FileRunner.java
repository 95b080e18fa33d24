package io.mesosframework.embedded.endpoint;

import java.util.function.Consumer;
import java.util.function.Function;

import io.mesosframework.embedded.http.HttpReply;

/**
 * Runs what reads files where it may block, and brings the answer back.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FileRunner {

	/**
	 * Run an action.
	 * @param action reads the attached files
	 * @param answer takes the reply on the loop
	 */
	void run(Function<AttachedFiles, HttpReply> action, Consumer<HttpReply> answer);

}
