package io.mesosframework.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.mesosframework.client.MasterAddress;

/**
 * Parses the configured list of master URLs.
 */
final class MasterUrls {

	private MasterUrls() {
	}

	/**
	 * Parse master URLs.
	 * @param key the property to name in errors
	 * @param values the URLs; scheme and port are optional
	 * @return the addresses
	 * @throws InvalidConfigurationPropertyValueException if one of them is invalid
	 * @throws SecretPropertyException if one of them contains credentials
	 */
	static List<MasterAddress> parse(String key, List<String> values) {
		List<MasterAddress> masters = new ArrayList<>();
		for (String value : values) {
			if (value.indexOf('@') >= 0) {
				throw new SecretPropertyException(key, "It contains credentials",
						"Remove them from the URL and set 'mesos.credentials.principal' and "
								+ "'mesos.credentials.secret' instead.");
			}
			try {
				masters.add(MasterAddress.parse(value));
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidConfigurationPropertyValueException(key, value, String.valueOf(ex.getMessage()), ex);
			}
		}
		return List.copyOf(masters);
	}

}
