package io.mesosframework.embedded.test;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.test.context.support.GenericXmlContextLoader;

import io.mesosframework.embedded.EmbeddedMesosCluster;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedMesosSpringIT {

	private static final AtomicReference<EmbeddedMesosCluster> SHARED = new AtomicReference<>();

	@Nested
	@SpringJUnitConfig(Config.class)
	@EmbeddedMesos(simulated = true, agents = 2)
	class First {

		@Autowired
		private EmbeddedMesosCluster cluster;

		@Value("${mesos.master}")
		private String master;

		@Test
		void theClusterIsABeanAndThePropertyPointsToIt(EmbeddedMesosCluster parameter) {
			assertThat(parameter).isSameAs(this.cluster);
			assertThat(this.master).isEqualTo(this.cluster.masterUrl().toString());
			assertThat(this.cluster.state().agents()).hasSize(2);
			share(this.cluster);
		}

	}

	@Nested
	@SpringJUnitConfig(Config.class)
	@EmbeddedMesos(simulated = true, agents = 2)
	class Second {

		@Test
		void equalAttributesShareTheCluster(@Autowired EmbeddedMesosCluster cluster) {
			share(cluster);
		}

	}

	@Nested
	@SpringJUnitConfig(Config.class)
	@EmbeddedMesos(simulated = true, masters = 2)
	class Third {

		@Test
		void otherAttributesHaveTheirOwn(@Autowired EmbeddedMesosCluster cluster,
				@Value("${mesos.master}") String master) {
			assertThat(cluster).isNotSameAs(SHARED.get());
			assertThat(master).isEqualTo(cluster.masterUrls()).contains(",");
		}

	}

	@Test
	void theClusterIsClosedWithTheContext() {
		EmbeddedMesosCluster cluster;
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			ContextCustomizer customizer = new EmbeddedMesosContextCustomizerFactory()
				.createContextCustomizer(Second.class, List.of());
			assertThat(customizer).isNotNull();
			customizer.customizeContext(context,
					new MergedContextConfiguration(Second.class, null, null, null, new GenericXmlContextLoader()));
			context.refresh();
			cluster = context.getBean(EmbeddedMesosCluster.class);
			assertThat(cluster.leader()).isNotNull();
		}
		assertThat(cluster.leader()).isNull();
	}

	@Test
	void otherTestsAreLeftAlone() {
		assertThat(new EmbeddedMesosContextCustomizerFactory().createContextCustomizer(String.class, List.of()))
			.isNull();
	}

	private static void share(EmbeddedMesosCluster cluster) {
		SHARED.compareAndSet(null, cluster);
		assertThat(cluster).isSameAs(SHARED.get());
	}

	@Configuration(proxyBeanMethods = false)
	static class Config {

	}

}
