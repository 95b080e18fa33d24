/**
 * Task definitions: the document, its builder, its schema and its validation.
 */
@NullMarked
package io.mesosframework.task.definition;

import org.jspecify.annotations.NullMarked;
