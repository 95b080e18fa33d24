package io.mesosframework.embedded.master;

import java.util.Map;

/**
 * How a master presents itself. Immutable.
 *
 * @param hostname the advertised hostname
 * @param ip the advertised IPv4 address
 * @param port the advertised port
 * @param flags the flags as {@code GET_FLAGS} shows them
 * @since 0.1.0
 */
public record MasterIdentity(String hostname, String ip, int port, Map<String, String> flags) {

	/** The version which embedded masters and agents report. */
	public static final String VERSION = "1.12.0";

}
