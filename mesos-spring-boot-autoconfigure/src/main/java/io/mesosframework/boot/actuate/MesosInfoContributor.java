package io.mesosframework.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.mesosframework.scheduler.MesosScheduler;

/**
 * Adds the name, id, roles and master of the framework to the info endpoint.
 *
 * @since 0.1.0
 */
public class MesosInfoContributor implements InfoContributor {

	private final MesosScheduler scheduler;

	/**
	 * Create a contributor.
	 * @param scheduler the scheduler of the framework
	 */
	public MesosInfoContributor(MesosScheduler scheduler) {
		this.scheduler = scheduler;
	}

	@Override
	public void contribute(Info.Builder builder) {
		FrameworkInfo framework = this.scheduler.frameworkInfo();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("framework", framework.getName());
		FrameworkID id = this.scheduler.frameworkId();
		if (id != null) {
			details.put("frameworkId", id.getValue());
		}
		details.put("roles", MesosEndpoint.roles(framework));
		MasterDescriptor master = MasterDescriptor.of(this.scheduler.master());
		if (master != null) {
			details.put("master", master);
		}
		builder.withDetail("mesos", details);
	}

}
