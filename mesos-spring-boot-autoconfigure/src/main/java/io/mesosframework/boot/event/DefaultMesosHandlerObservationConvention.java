package io.mesosframework.boot.event;

import io.micrometer.common.KeyValues;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.boot.event.MesosHandlerObservation.HighCardinality;
import io.mesosframework.boot.event.MesosHandlerObservation.LowCardinality;
import io.mesosframework.task.Launch;
import io.mesosframework.task.TaskStateChanged;

/**
 * The default {@link MesosHandlerObservationConvention}.
 *
 * @since 0.1.0
 */
public class DefaultMesosHandlerObservationConvention implements MesosHandlerObservationConvention {

	static final DefaultMesosHandlerObservationConvention INSTANCE = new DefaultMesosHandlerObservationConvention();

	@Override
	public String getName() {
		return "mesos.handler";
	}

	@Override
	public String getContextualName(MesosHandlerObservationContext context) {
		return "handle " + context.getEventName();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(MesosHandlerObservationContext context) {
		return KeyValues.of(LowCardinality.HANDLER.withValue(context.getHandlerId()),
				LowCardinality.EVENT.withValue(context.getEventName()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(MesosHandlerObservationContext context) {
		Launch launch = (context.getTaskEvent() instanceof TaskStateChanged change) ? change.after().launch() : null;
		if (launch != null) {
			return KeyValues.of(HighCardinality.TASK_ID.withValue(launch.taskId()),
					HighCardinality.AGENT_ID.withValue(launch.agentId()));
		}
		KeyValues values = KeyValues.empty();
		Event event = context.getEvent();
		if (event != null && event.hasUpdate()) {
			values = values
				.and(HighCardinality.TASK_ID.withValue(event.getUpdate().getStatus().getTaskId().getValue()));
		}
		String agent = agent(event, context.getItem());
		return (agent != null) ? values.and(HighCardinality.AGENT_ID.withValue(agent)) : values;
	}

	private static @Nullable String agent(@Nullable Event event, @Nullable Object item) {
		if (item instanceof Offer offer) {
			return offer.getAgentId().getValue();
		}
		if (event != null && event.hasUpdate()) {
			return event.getUpdate().getStatus().getAgentId().getValue();
		}
		return (event != null && event.hasMessage()) ? event.getMessage().getAgentId().getValue() : null;
	}

}
