/**
 * One Boot application with the sample frameworks, each a package and a profile.
 */
@NullMarked
package io.mesosframework.sample;

import org.jspecify.annotations.NullMarked;
