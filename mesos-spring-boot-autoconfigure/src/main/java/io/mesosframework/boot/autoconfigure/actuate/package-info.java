/**
 * Auto-configuration of health, info and the actuator endpoint of the framework.
 */
@NullMarked
package io.mesosframework.boot.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
