/**
 * Resource arithmetic, text formats, and the validation of resources and identifiers, as
 * Mesos does them.
 */
@NullMarked
package io.mesosframework.embedded.resource;

import org.jspecify.annotations.NullMarked;
