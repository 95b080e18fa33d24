package io.mesosframework.boot.endtoend;

import java.util.random.RandomGenerator;

import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests that compile and run processed applications have in common: they have a
 * class loader of their own in a process that they share with all other tests.
 */
abstract class ForkedTests {

	/**
	 * The JDK looks its generators up once, with the context class loader of that moment.
	 * The one of this test would not find them, for all tests to come.
	 */
	@BeforeEach
	void findRandomGenerators() {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
		try {
			assertThat(RandomGenerator.getDefault()).isNotNull();
		}
		finally {
			thread.setContextClassLoader(loader);
		}
	}

	/**
	 * A process has one factory of URL handlers: Tomcat of the forked class loader must
	 * leave it to the Tomcat of other tests.
	 */
	@BeforeEach
	void leaveUrlHandlersToOthers() {
		TomcatURLStreamHandlerFactory.disable();
	}

	@SuppressWarnings("unchecked")
	static ApplicationContextInitializer<GenericApplicationContext> initializer(
			ApplicationContextInitializer<?> initializer) {
		return (ApplicationContextInitializer<GenericApplicationContext>) initializer;
	}

}
