package io.mesosframework.client;

import org.jspecify.annotations.Nullable;

/**
 * Base class of all exceptions of the Mesos Framework SDK.
 *
 * @since 0.1.0
 */
public class MesosException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do
	 */
	public MesosException(String message) {
		super(message);
	}

	/**
	 * Create an exception.
	 * @param message what is wrong and what to do
	 * @param cause the cause, if any
	 */
	public MesosException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
