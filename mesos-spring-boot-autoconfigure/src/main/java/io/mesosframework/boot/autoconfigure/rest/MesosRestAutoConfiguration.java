package io.mesosframework.boot.autoconfigure.rest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import tools.jackson.databind.json.JsonMapper;

import io.mesosframework.boot.actuate.FrameworkController;
import io.mesosframework.boot.actuate.MesosEndpoint;
import io.mesosframework.boot.agent.AgentFiles;
import io.mesosframework.boot.autoconfigure.MesosConnectionDetails;
import io.mesosframework.boot.autoconfigure.actuate.MesosEndpointAutoConfiguration;
import io.mesosframework.boot.autoconfigure.tasks.MesosTasksAutoConfiguration;
import io.mesosframework.boot.rest.ApiAnswers;
import io.mesosframework.boot.rest.ApiThreads;
import io.mesosframework.boot.task.controller.ApiDocumentsController;
import io.mesosframework.boot.task.controller.AppsController;
import io.mesosframework.boot.task.controller.DeployController;
import io.mesosframework.boot.task.controller.OffersController;
import io.mesosframework.boot.task.controller.TaskEvents;
import io.mesosframework.boot.task.controller.TaskLogController;
import io.mesosframework.boot.task.controller.TaskProblems;
import io.mesosframework.boot.task.controller.TasksController;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.task.TaskManager;

/**
 * Auto-configuration for the HTTP API below the actuator endpoints. The API is mapped in
 * the management context of the application, which may have its own port.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { MesosTasksAutoConfiguration.class, MesosEndpointAutoConfiguration.class },
		afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration",
		beforeName = "org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration")
@ConditionalOnClass({ ManagementContextConfiguration.class, JsonMapper.class })
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "mesos.rest.enabled", matchIfMissing = true)
@ConditionalOnBean({ TaskManager.class, MesosScheduler.class, SchedulerConfiguration.class,
		EndpointAccessResolver.class })
@EnableConfigurationProperties(MesosRestProperties.class)
@ImportRuntimeHints(RestRuntimeHints.class)
public final class MesosRestAutoConfiguration {

	@Bean
	RestJson mesosRestJson(ObjectProvider<EndpointJsonMapper> endpoints, ObjectProvider<JsonMapper> application) {
		return RestJson.of(endpoints, application);
	}

	@Bean
	TaskEvents mesosTaskEvents(TaskManager manager, MesosRestProperties properties, RestJson json) {
		MesosRestProperties.Events settings = properties.events();
		TaskEvents events = new TaskEvents(json.lines()::writeValueAsString, settings.maxSubscribers(),
				settings.queueSize(), settings.heartbeat());
		manager.addListener(events);
		return events;
	}

	@Bean
	AgentFiles mesosAgentFiles(MesosScheduler scheduler, SchedulerConfiguration configuration,
			MesosConnectionDetails connectionDetails, MesosRestProperties properties) {
		boolean secure = connectionDetails.getMasters().stream().anyMatch(MasterAddress::secure);
		return new AgentFiles(scheduler, new MesosHttpClient(configuration.clientOptions()), secure,
				properties.log().timeout());
	}

	@Bean
	ApiThreads mesosApiThreads() {
		return new ApiThreads("mesos-rest-answers");
	}

	@Bean
	ApiAnswers mesosApiAnswers(MesosRestProperties properties, ApiThreads threads) {
		return new ApiAnswers(properties.timeout(), threads, new TaskProblems());
	}

	@Bean
	AppsController mesosAppsController(TaskManager manager, ApiAnswers answers) {
		return new AppsController(manager, answers);
	}

	@Bean
	DeployController mesosDeployController(TaskManager manager, ApiAnswers answers) {
		return new DeployController(manager, answers);
	}

	@Bean
	ApiDocumentsController mesosApiDocumentsController(ApiAnswers answers) {
		return new ApiDocumentsController(answers);
	}

	@Bean
	TasksController mesosTasksController(TaskManager manager, TaskEvents events, ApiAnswers answers) {
		return new TasksController(manager, events, answers);
	}

	@Bean
	TaskLogController mesosTaskLogController(TaskManager manager, AgentFiles files, MesosScheduler scheduler,
			MesosRestProperties properties, ApiAnswers answers) {
		return new TaskLogController(manager, files, scheduler::frameworkId, (int) properties.log().maxSize().toBytes(),
				answers);
	}

	@Bean
	@ConditionalOnBean(ResourceManager.class)
	OffersController mesosOffersController(ResourceManager resources, ApiAnswers answers) {
		return new OffersController(resources, answers);
	}

	@Bean
	@ConditionalOnBean(MesosEndpoint.class)
	FrameworkController mesosFrameworkController(MesosEndpoint framework, ApiAnswers answers) {
		return new FrameworkController(framework, answers);
	}

}
