/**
 * State of one app on the event loop: its instances, versions and deployments.
 */
@NullMarked
package io.mesosframework.task.internal.app;

import org.jspecify.annotations.NullMarked;
