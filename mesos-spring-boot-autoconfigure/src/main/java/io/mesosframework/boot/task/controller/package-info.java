/**
 * The HTTP API of apps, tasks and offers, below their actuator endpoints.
 */
@NullMarked
package io.mesosframework.boot.task.controller;

import org.jspecify.annotations.NullMarked;
