/**
 * Version 1 of the stored format, generated from {@code state.proto}.
 */
@NullMarked
package io.mesosframework.task.internal.state.v1;

import org.jspecify.annotations.NullMarked;
