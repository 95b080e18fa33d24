package io.mesosframework.boot.autoconfigure;

import org.apache.mesos.v1.Protos.FrameworkInfo;

/**
 * Callback that customizes the {@code FrameworkInfo} sent to the master, after the
 * properties have been applied. Beans of this type are called in order each time the
 * application starts.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FrameworkInfoCustomizer {

	/**
	 * Customize the framework information.
	 * @param frameworkInfo the builder to customize
	 */
	void customize(FrameworkInfo.Builder frameworkInfo);

}
