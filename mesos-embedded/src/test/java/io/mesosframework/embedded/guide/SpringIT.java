package io.mesosframework.embedded.guide;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.mesosframework.embedded.EmbeddedMesosCluster;
import io.mesosframework.embedded.test.EmbeddedMesos;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@EmbeddedMesos(agents = 3)
class SpringIT {

	@Autowired
	private EmbeddedMesosCluster cluster;

	@Test
	void theApplicationFindsTheCluster(@Autowired Environment environment) {
		assertThat(environment.getProperty("mesos.master")).isEqualTo(this.cluster.masterUrl().toString());
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
