package io.mesosframework.embedded;

import java.util.List;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;

import io.mesosframework.embedded.resource.Attributes;
import io.mesosframework.embedded.resource.Resources;

/**
 * What each agent offers, made from templates in which <code>{agent}</code> stands for
 * the index of the agent.
 */
final class AgentResources {

	private static final String INDEX = "{agent}";

	private static final int FIRST_PORT = 31_000;

	private static final int PORTS = 1000;

	private static final int LAST_PORT = 65_535;

	private AgentResources() {
	}

	/**
	 * Return the resources of an agent. What is missing is filled in, as a Mesos agent
	 * does, but with fixed amounts: tests should not depend on the machine.
	 * @param template the template
	 * @param defaultRole the role of resources that name none
	 * @param agent the index
	 * @return the resources
	 */
	static List<Resource> resources(String template, String defaultRole, int agent) {
		Resources resources = Resources.parse(template.replace(INDEX, Integer.toString(agent)), defaultRole);
		resources = withDefault(resources, "cpus", "cpus:4", defaultRole);
		resources = withDefault(resources, "mem", "mem:8192", defaultRole);
		resources = withDefault(resources, "disk", "disk:20000", defaultRole);
		int first = FIRST_PORT + PORTS * (agent % ((LAST_PORT - FIRST_PORT + 1) / PORTS));
		return withDefault(resources, "ports", "ports:[" + first + "-" + (first + PORTS - 1) + "]", defaultRole)
			.toList();
	}

	/**
	 * Return the attributes of an agent.
	 * @param template the template
	 * @param agent the index
	 * @return the attributes
	 */
	static List<Attribute> attributes(String template, int agent) {
		return template.isBlank() ? List.of() : Attributes.parse(template.replace(INDEX, Integer.toString(agent)));
	}

	private static Resources withDefault(Resources resources, String name, String text, String role) {
		return resources.named(name).isEmpty() ? resources.plus(Resources.parse(text, role)) : resources;
	}

}
