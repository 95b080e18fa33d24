/**
 * Resource arithmetic, text formats and validation as the Mesos master does them.
 */
@NullMarked
package io.mesosframework.embedded.resource;

import org.jspecify.annotations.NullMarked;
