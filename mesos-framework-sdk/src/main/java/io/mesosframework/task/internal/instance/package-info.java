/**
 * Pure decisions on the life of one instance.
 */
@NullMarked
package io.mesosframework.task.internal.instance;

import org.jspecify.annotations.NullMarked;
