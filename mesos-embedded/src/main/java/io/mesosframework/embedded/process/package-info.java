/**
 * Operating system processes of the embedded agents: sessions, signals, exit statuses and
 * fetched files.
 */
@NullMarked
package io.mesosframework.embedded.process;

import org.jspecify.annotations.NullMarked;
