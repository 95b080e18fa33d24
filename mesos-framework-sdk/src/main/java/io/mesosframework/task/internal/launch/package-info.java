/**
 * Groups waiting instances, places them on offers and sends their launches.
 */
@NullMarked
package io.mesosframework.task.internal.launch;

import org.jspecify.annotations.NullMarked;
