/**
 * What actuator endpoints and the HTTP API show of apps, tasks and offers.
 */
@NullMarked
package io.mesosframework.boot.task.descriptor;

import org.jspecify.annotations.NullMarked;
