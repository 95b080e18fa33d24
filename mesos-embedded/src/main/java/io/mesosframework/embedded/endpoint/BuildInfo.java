package io.mesosframework.embedded.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos.VersionInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded Mesos says about its build: the version of Mesos that it follows, and
 * the day of that version.
 *
 * @since 0.1.0
 */
public final class BuildInfo {

	private static final String DATE = "2024-08-23 18:59:00";

	private static final double TIME = 1724439540;

	private static final String USER = "embedded";

	private BuildInfo() {
	}

	/**
	 * Return the members that {@code /version} and {@code /state} have.
	 * @param version the version
	 * @return values by name
	 */
	public static Map<String, @Nullable Object> members(String version) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("build_date", DATE);
		members.put("build_time", TIME);
		members.put("build_user", USER);
		members.put("version", version);
		return members;
	}

	/**
	 * Return the answer to GET_VERSION.
	 * @param version the version
	 * @return the message
	 */
	public static VersionInfo message(String version) {
		return VersionInfo.newBuilder()
			.setVersion(version)
			.setBuildDate(DATE)
			.setBuildTime(TIME)
			.setBuildUser(USER)
			.build();
	}

}
