/**
 * Auto-configuration of the store that keeps the state of the framework.
 */
@NullMarked
package io.mesosframework.boot.autoconfigure.store;

import org.jspecify.annotations.NullMarked;
