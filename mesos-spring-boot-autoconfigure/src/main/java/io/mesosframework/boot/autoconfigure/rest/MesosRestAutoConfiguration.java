package io.mesosframework.boot.autoconfigure.rest;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
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

import io.mesosframework.boot.actuate.FrameworkRoutes;
import io.mesosframework.boot.actuate.MesosEndpoint;
import io.mesosframework.boot.agent.AgentFiles;
import io.mesosframework.boot.autoconfigure.MesosConnectionDetails;
import io.mesosframework.boot.autoconfigure.actuate.MesosEndpointAutoConfiguration;
import io.mesosframework.boot.autoconfigure.tasks.MesosTasksAutoConfiguration;
import io.mesosframework.boot.rest.ApiRouter;
import io.mesosframework.boot.rest.ApiThreads;
import io.mesosframework.boot.rest.Route;
import io.mesosframework.boot.task.AppRoutes;
import io.mesosframework.boot.task.OfferRoutes;
import io.mesosframework.boot.task.TaskEvents;
import io.mesosframework.boot.task.TaskProblems;
import io.mesosframework.boot.task.TasksApi;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.offer.ResourceManager;
import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.task.TaskManager;
import io.mesosframework.task.definition.TaskDefinitionSchema;

/**
 * Provides the HTTP API below the actuator endpoints; the management context of the
 * application, which may have a port of its own, maps it.
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
	ApiRouter mesosApiRouter(TaskManager manager, MesosScheduler scheduler, AgentFiles files, TaskEvents events,
			ApiThreads threads, MesosRestProperties properties, EndpointAccessResolver access,
			ObjectProvider<MesosEndpoint> framework, ObjectProvider<ResourceManager> resources) {
		List<Route> routes = new ArrayList<>();
		framework.ifUnique((endpoint) -> routes.addAll(FrameworkRoutes.of(endpoint)));
		routes.addAll(
				new AppRoutes(manager, TaskDefinitionSchema::document, () -> List.copyOf(routes), threads).routes());
		routes.addAll(new TasksApi(manager, files, scheduler::frameworkId, events,
				(int) properties.log().maxSize().toBytes(), threads)
			.routes());
		resources.ifUnique((offers) -> routes.addAll(OfferRoutes.of(offers)));
		return new ApiRouter(routes, List.of(new TaskProblems()),
				(id) -> access.accessFor(EndpointId.of(id), Access.READ_ONLY) == Access.UNRESTRICTED,
				properties.timeout(), properties.maxBodySize().toBytes(), threads);
	}

}
