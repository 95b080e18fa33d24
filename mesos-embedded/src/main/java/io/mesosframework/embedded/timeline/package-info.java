/**
 * The record of what schedulers, masters and agents have told each other.
 */
@NullMarked
package io.mesosframework.embedded.timeline;

import org.jspecify.annotations.NullMarked;
