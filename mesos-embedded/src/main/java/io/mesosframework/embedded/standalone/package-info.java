/**
 * The executable jar: a Mesos for frameworks in any language, driven by Mesos' own flags
 * and a control server for faults.
 */
@NullMarked
package io.mesosframework.embedded.standalone;

import org.jspecify.annotations.NullMarked;
