package io.mesosframework.model;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.Label;

/**
 * Creates and reads labels.
 *
 * @since 0.1.0
 */
public final class Labels {

	private Labels() {
	}

	/**
	 * Return labels from keys and values.
	 * @param keysAndValues a key, its value, the next key, and so on
	 * @return the labels
	 */
	public static Protos.Labels of(String... keysAndValues) {
		if (keysAndValues.length % 2 != 0) {
			throw new IllegalArgumentException(
					"The key \"" + keysAndValues[keysAndValues.length - 1] + "\" has no value");
		}
		Protos.Labels.Builder labels = Protos.Labels.newBuilder();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			labels.addLabels(Label.newBuilder().setKey(keysAndValues[i]).setValue(keysAndValues[i + 1]));
		}
		return labels.build();
	}

	/**
	 * Return labels from a map.
	 * @param labels the labels
	 * @return the labels, in the order of the map
	 */
	public static Protos.Labels of(Map<String, String> labels) {
		Protos.Labels.Builder builder = Protos.Labels.newBuilder();
		labels.forEach((key, value) -> builder.addLabels(Label.newBuilder().setKey(key).setValue(value)));
		return builder.build();
	}

	/**
	 * Return labels as a map. If a key occurs several times, the last value wins.
	 * @param labels the labels
	 * @return a new map, in the order of the labels
	 */
	public static Map<String, String> toMap(Protos.Labels labels) {
		Map<String, String> map = new LinkedHashMap<>();
		labels.getLabelsList().forEach((label) -> map.put(label.getKey(), label.getValue()));
		return map;
	}

}
