package io.mesosframework.embedded;

import org.junit.jupiter.api.Test;

import io.mesosframework.embedded.resource.Resources;

import static org.assertj.core.api.Assertions.assertThat;

class AgentResourcesTests {

	@Test
	void eachAgentHasItsOwnThousandPorts() {
		assertThat(text("cpus:4;mem:8192;disk:20000", 0)).contains("ports:[31000-31999]");
		assertThat(text("cpus:4;mem:8192;disk:20000", 2)).contains("ports:[33000-33999]");
		assertThat(text("cpus:4;mem:8192;disk:20000", 40)).contains("ports:[").doesNotContain("ports:[7");
	}

	@Test
	void portsThatAreToldAreKept() {
		assertThat(text("ports:[5{agent}000-5{agent}009]", 1)).contains("ports:[51000-51009]").doesNotContain("32000");
	}

	@Test
	void whatIsMissingIsFilledIn() {
		assertThat(text("cpus:1", 0)).contains("cpus:1", "mem:8192", "disk:20000");
	}

	@Test
	void attributesNameTheAgent() {
		assertThat(AgentResources.attributes("rack:r{agent};level:3", 7)).extracting("name")
			.containsExactly("rack", "level");
		assertThat(AgentResources.attributes("rack:r{agent};level:3", 7).get(0).getText().getValue()).isEqualTo("r7");
		assertThat(AgentResources.attributes("", 0)).isEmpty();
	}

	private static String text(String template, int agent) {
		return Resources.of(AgentResources.resources(template, "*", agent)).toString();
	}

}
