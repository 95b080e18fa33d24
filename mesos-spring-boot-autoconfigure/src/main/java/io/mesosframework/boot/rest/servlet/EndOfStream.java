package io.mesosframework.boot.rest.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

import io.mesosframework.boot.rest.EventStream;

/**
 * Ends a stream of events once, whether its writer or the server finds out first that it
 * is over. Without it the server would answer a lost connection with an error page.
 */
final class EndOfStream implements AsyncListener {

	private final EventStream events;

	EndOfStream(EventStream events) {
		this.events = events;
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.events.close();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		event.getAsyncContext().complete();
	}

	@Override
	public void onError(AsyncEvent event) {
		this.events.close();
		event.getAsyncContext().complete();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		event.getAsyncContext().addListener(this);
	}

}
