package io.mesosframework.model;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.mesos.v1.Protos;
import org.apache.mesos.v1.Protos.Label;

/**
 * Makes and reads labels.
 *
 * @since 0.1.0
 */
public final class Labels {

	private Labels() {
	}

	/**
	 * Labels from keys and values.
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
	 * Labels from a map.
	 * @param labels the labels
	 * @return the labels, in the map's order
	 */
	public static Protos.Labels of(Map<String, String> labels) {
		Protos.Labels.Builder builder = Protos.Labels.newBuilder();
		labels.forEach((key, value) -> builder.addLabels(Label.newBuilder().setKey(key).setValue(value)));
		return builder.build();
	}

	/**
	 * Labels as a map; of equal keys the last one counts.
	 * @param labels the labels
	 * @return a new map, in the labels' order
	 */
	public static Map<String, String> toMap(Protos.Labels labels) {
		Map<String, String> map = new LinkedHashMap<>();
		labels.getLabelsList().forEach((label) -> map.put(label.getKey(), label.getValue()));
		return map;
	}

}
