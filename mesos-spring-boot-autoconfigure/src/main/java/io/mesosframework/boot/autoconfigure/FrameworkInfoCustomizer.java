package io.mesosframework.boot.autoconfigure;

import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * Changes what the master is told about the framework, after the properties were applied.
 * Beans of this type are called in order, each time the application starts.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FrameworkInfoCustomizer {

	/**
	 * Changes the description of the framework.
	 * @param frameworkInfo the description
	 */
	void customize(FrameworkInfo.Builder frameworkInfo);

}
