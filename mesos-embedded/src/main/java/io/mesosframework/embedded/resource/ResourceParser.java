package io.mesosframework.embedded.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;
import io.mesosframework.embedded.codec.MesosJson;

/**
 * Parses the flag {@code --resources} of the agent, a text such as
 * {@code cpus:4;mem(web):1024} or a JSON array of resources ({@code Resources::parse} of
 * {@code src/common/resources.cpp}).
 */
final class ResourceParser {

	private ResourceParser() {
	}

	static Resources parse(String text, String defaultRole) {
		List<Resource> resources = new ArrayList<>();
		for (Resource resource : fromString(text, defaultRole)) {
			String error = ResourceValidation.validate(resource);
			if (error != null) {
				throw new IllegalArgumentException(error);
			}
			resources.add(ResourceFormats.upgrade(resource));
		}
		validateCommandLine(resources);
		return Resources.of(resources);
	}

	private static List<Resource> fromString(String text, String defaultRole) {
		List<Object> json;
		try {
			json = Json.parseArray(text);
		}
		catch (JsonSyntaxException ex) {
			return fromText(text, defaultRole);
		}
		try {
			return fromJson(json, defaultRole);
		}
		catch (CodecException ex) {
			throw new IllegalArgumentException("Some JSON resources were not formatted properly: " + ex.text(), ex);
		}
	}

	private static List<Resource> fromJson(List<Object> json, String defaultRole) throws CodecException {
		List<Resource> resources = new ArrayList<>();
		for (Object element : json) {
			Resource.Builder resource = Resource.newBuilder();
			MesosJson.convert(element, resource);
			if (!OldRole.isSet(resource) && resource.getReservationsCount() == 0) {
				OldRole.set(resource, defaultRole);
			}
			resources.add(resource.build());
		}
		return resources;
	}

	private static List<Resource> fromText(String text, String defaultRole) {
		List<Resource> resources = new ArrayList<>();
		for (String token : ValueParser.tokens(text, ";")) {
			List<String> pair = ValueParser.tokens(token, ":");
			if (pair.size() != 2) {
				throw new IllegalArgumentException("Bad value for resources, missing or extra ':' in " + token);
			}
			String name = pair.get(0).trim();
			String role = defaultRole;
			int open = name.indexOf('(');
			if (open >= 0) {
				int close = name.indexOf(')');
				if (close < open) {
					throw new IllegalArgumentException("Bad value for resources, mismatched parentheses in " + token);
				}
				role = name.substring(open + 1, close).trim();
				name = name.substring(0, open).trim();
			}
			resources.add(resource(name, pair.get(1), role));
		}
		return resources;
	}

	private static Resource resource(String name, String text, String role) {
		Value value;
		try {
			value = ValueParser.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(
					"Failed to parse resource " + name + " value " + text + " error " + ex.getMessage(), ex);
		}
		Resource.Builder resource = Resource.newBuilder().setName(name).setType(value.getType());
		if (!role.equals("*")) {
			resource.addReservations(ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role));
		}
		return switch (value.getType()) {
			case SCALAR -> resource.setScalar(value.getScalar()).build();
			case RANGES -> resource.setRanges(value.getRanges()).build();
			case SET -> resource.setSet(value.getSet()).build();
			default -> throw new IllegalArgumentException(
					"Bad type for resource " + name + " value " + text + " type " + value.getType());
		};
	}

	private static void validateCommandLine(List<Resource> resources) {
		Map<String, Value.Type> types = new HashMap<>();
		for (Resource resource : resources) {
			if (Traits.isPersistentVolume(resource)) {
				throw new IllegalArgumentException("Persistent volumes cannot be specified at the command line");
			}
			if (resource.hasRevocable()) {
				throw new IllegalArgumentException("Revocable resources cannot be specified at the command line; do"
						+ " not include a 'revocable' key in the resources JSON");
			}
			if (Traits.isDynamicallyReserved(resource)) {
				throw new IllegalArgumentException("Dynamic reservations cannot be specified at the command line; do"
						+ " not include a reservation with DYNAMIC type in the resources JSON");
			}
			Value.Type type = types.putIfAbsent(resource.getName(), resource.getType());
			if (type != null && type != resource.getType()) {
				throw new IllegalArgumentException("Resources with the same name ('" + resource.getName()
						+ "') but different types are not allowed");
			}
		}
	}

}
