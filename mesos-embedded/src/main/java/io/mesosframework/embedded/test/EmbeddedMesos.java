package io.mesosframework.embedded.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class an {@link io.mesosframework.embedded.EmbeddedMesosCluster}.
 * <ul>
 * <li>In a plain JUnit test the cluster starts before the first test of the class and is
 * closed after the last one. Constructors and methods may have it as a parameter.</li>
 * <li>In a Spring test the cluster is a bean of the test's application context, and the
 * property {@code mesos.master} points to it. Tests with equal attributes share one
 * cluster through Spring's context cache; it is closed with the context.</li>
 * </ul>
 * Faults are cleared before each test; nothing else is. Nested classes use the cluster of
 * their enclosing class unless they have an annotation of their own.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(EmbeddedMesosExtension.class)
public @interface EmbeddedMesos {

	/**
	 * Return how many agents there are.
	 * @return the number, may be 0
	 */
	int agents() default 1;

	/**
	 * Return how many masters there are; the first leads.
	 * @return the number, at least 1
	 */
	int masters() default 1;

	/**
	 * Return the resources of each agent in Mesos' text or JSON format, where
	 * <code>{agent}</code> stands for the index.
	 * @return the resources
	 */
	String resources() default "cpus:4;mem:8192;disk:20000";

	/**
	 * Return the attributes of each agent in Mesos' text format, where
	 * <code>{agent}</code> stands for the index.
	 * @return the attributes, for example <code>rack:r{agent};zone:z1</code>
	 */
	String attributes() default "";

	/**
	 * Return whether the clock of the cluster stands still until the test advances it.
	 * @return {@code true} for a virtual clock
	 */
	boolean virtualTime() default false;

	/**
	 * Return whether tasks follow a script instead of running as processes.
	 * @return {@code true} for simulated agents
	 */
	boolean simulated() default false;

	/**
	 * Return how often resources are offered, as a duration of Mesos.
	 * @return the duration, for example {@code 50ms}
	 */
	String allocationInterval() default "50ms";

	/**
	 * Return the credentials; when there are any, frameworks must authenticate.
	 * @return for example {@code alice:secret}
	 */
	String[] credentials() default {};

}
