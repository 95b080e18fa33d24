package io.mesosframework.boot;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * The class path of the tests has more than that of any application. Spring Security is
 * left out unless a test asks for it with {@code test.security=true}, and Tomcat is left
 * out of reactive applications, which have Netty.
 */
class TestClassPathFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private Environment environment;

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public boolean[] match(String[] classes, AutoConfigurationMetadata metadata) {
		boolean secured = this.environment.getProperty("test.security", Boolean.class, false);
		boolean[] match = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			match[i] = classes[i] == null || (!classes[i].contains(".TomcatReactive")
					&& (secured || !classes[i].startsWith("org.springframework.boot.security.")));
		}
		return match;
	}

}
