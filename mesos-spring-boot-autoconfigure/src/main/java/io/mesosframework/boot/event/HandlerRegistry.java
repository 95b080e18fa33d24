package io.mesosframework.boot.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Holds the handlers of the application in call order. Empty until the application
 * context has created its singletons.
 *
 * @since 0.1.0
 */
public final class HandlerRegistry {

	private volatile Map<Event.Type, List<HandlerMethod>> handlers = Map.of();

	private volatile List<HandlerMethod> signalHandlers = List.of();

	/**
	 * Set the handlers.
	 * @param ordered all handlers in call order
	 */
	void setHandlers(List<HandlerMethod> ordered) {
		Map<Event.Type, List<HandlerMethod>> byType = new EnumMap<>(Event.Type.class);
		for (Event.Type type : Event.Type.values()) {
			byType.put(type,
					ordered.stream().filter((handler) -> handler.description().eventTypes().contains(type)).toList());
		}
		this.handlers = byType;
		this.signalHandlers = ordered.stream().filter((handler) -> handler.description().signalType() != null).toList();
	}

	List<HandlerMethod> handlers(Event.Type type) {
		return this.handlers.getOrDefault(type, List.of());
	}

	/**
	 * Return the handlers of a connection or task manager event.
	 */
	List<HandlerMethod> handlersOf(Object signal) {
		List<HandlerMethod> matching = new ArrayList<>();
		for (HandlerMethod handler : this.signalHandlers) {
			Class<?> type = handler.description().signalType();
			if (type != null && type.isInstance(signal)) {
				matching.add(handler);
			}
		}
		return matching;
	}

	/**
	 * Return the ids of the handlers by event type, for display.
	 * @return the ids by type, without types that have no handler
	 */
	public Map<String, List<String>> describe() {
		Map<String, List<String>> described = new java.util.TreeMap<>();
		this.handlers.forEach((type, list) -> {
			if (!list.isEmpty()) {
				described.put(type.name(), list.stream().map(HandlerMethod::id).toList());
			}
		});
		for (HandlerMethod handler : this.signalHandlers) {
			Class<?> type = handler.description().signalType();
			if (type != null) {
				described.computeIfAbsent(type.getSimpleName(), (key) -> new ArrayList<>()).add(handler.id());
			}
		}
		return described;
	}

}
