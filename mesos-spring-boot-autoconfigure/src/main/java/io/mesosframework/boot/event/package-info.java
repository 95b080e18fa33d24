/**
 * Handler methods: how beans receive the events of Mesos and answer them.
 */
@NullMarked
package io.mesosframework.boot.event;

import org.jspecify.annotations.NullMarked;
