package io.mesosframework.sample.hello;

import java.util.List;

import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.mesosframework.boot.event.MesosEventHandler;

/**
 * The complete framework: launches the tasks that fit into each offer and logs their
 * status updates.
 */
@Component
@Profile("hello")
class HelloFramework {

	private static final Logger logger = LoggerFactory.getLogger(HelloFramework.class);

	private final HelloTasks tasks;

	HelloFramework(HelloTasks tasks) {
		this.tasks = tasks;
	}

	@MesosEventHandler
	List<TaskInfo> launch(Offer offer) {
		logger.info("Offer of {} with {} resources", offer.getHostname(), offer.getResourcesCount());
		return this.tasks.fitting(offer);
	}

	@MesosEventHandler
	void status(TaskStatus status) {
		logger.info("{} is {} {}", status.getTaskId().getValue(), status.getState(), status.getMessage());
		this.tasks.update(status);
	}

}
