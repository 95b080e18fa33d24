/**
 * Deploys the apps that the configuration declares.
 */
@NullMarked
package io.mesosframework.boot.task;

import org.jspecify.annotations.NullMarked;
