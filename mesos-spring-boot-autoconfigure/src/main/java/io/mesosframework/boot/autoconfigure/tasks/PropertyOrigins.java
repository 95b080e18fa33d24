package io.mesosframework.boot.autoconfigure.tasks;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.Origin;

/**
 * Records the origins of the properties of definitions by the paths that definition
 * errors use. Not thread-safe.
 */
final class PropertyOrigins {

	private final Map<String, Origin> origins = new HashMap<>();

	void put(String path, ConfigurationProperty property) {
		if (property.getOrigin() != null) {
			this.origins.put(path, property.getOrigin());
		}
	}

	/**
	 * Return a bind handler that records the origin of each property bound below a name.
	 */
	BindHandler recorder(ConfigurationPropertyName root, String path) {
		return new BindHandler() {

			@Override
			public Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
					Object result) {
				ConfigurationProperty property = context.getConfigurationProperty();
				if (property != null && root.isAncestorOf(name)) {
					StringBuilder inner = new StringBuilder(path);
					for (int i = root.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
						inner.append('.').append(name.getElement(i, Form.ORIGINAL));
					}
					put(inner.toString(), property);
				}
				return result;
			}

		};
	}

	/** Return the origin of a path as a suffix for an error message, empty if unknown. */
	String describe(String path) {
		Origin origin = this.origins.get(path);
		return (origin != null) ? " (from " + origin + ")" : "";
	}

}
