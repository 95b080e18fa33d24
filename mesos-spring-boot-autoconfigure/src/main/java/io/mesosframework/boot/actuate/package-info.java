/**
 * What operators see of the framework: health, info and the actuator endpoint.
 */
@NullMarked
package io.mesosframework.boot.actuate;

import org.jspecify.annotations.NullMarked;
