/**
 * The transport of the Mesos HTTP v1 APIs: subscriptions, calls, RecordIO, master
 * addresses, TLS and credentials.
 */
@NullMarked
package io.mesosframework.client;

import org.jspecify.annotations.NullMarked;
