/**
 * What can be made to go wrong between schedulers, masters and agents.
 */
@NullMarked
package io.mesosframework.embedded.fault;

import org.jspecify.annotations.NullMarked;
