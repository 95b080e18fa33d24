package io.mesosframework.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;

/**
 * Parses the text format of the {@code --resources} flag of Mesos. For one use only.
 */
final class ResourceText {

	private static final String EXAMPLE = "Write for example \"cpus:0.5;mem:64;ports:[31000-31002];cpus(web):1\"";

	private static final String RESERVATIONS = "reservations:";

	/** A number in the format of Mesos, without the words that Java also accepts. */
	private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

	private final String text;

	private int position;

	ResourceText(String text) {
		this.text = text;
	}

	List<Resource> parse() {
		List<Resource> resources = new ArrayList<>();
		while (true) {
			skipSpaces();
			while (peek() == ';') {
				this.position++;
				skipSpaces();
			}
			if (atEnd()) {
				return resources;
			}
			resources.add(resource());
			skipSpaces();
			if (!atEnd()) {
				expect(';', "between two resources there must be a ';'");
			}
		}
	}

	private Resource resource() {
		Resource.Builder resource = Resource.newBuilder().setName(name());
		if (peek() == '(') {
			this.position++;
			reservations(resource);
		}
		skipSpaces();
		expect(':', "after the name there must be a ':' and a value");
		skipSpaces();
		switch (peek()) {
			case '[' -> ranges(resource);
			case '{' -> set(resource);
			default -> scalar(resource);
		}
		return resource.build();
	}

	private String name() {
		int start = this.position;
		while (!atEnd() && ":;([{".indexOf(peek()) < 0) {
			this.position++;
		}
		String name = this.text.substring(start, this.position).strip();
		if (name.isEmpty()) {
			throw fault(start, "a name is missing");
		}
		if (name.chars().anyMatch(Character::isWhitespace)) {
			throw fault(start, "the name \"" + name + "\" contains a space");
		}
		return name;
	}

	private void reservations(Resource.Builder resource) {
		skipSpaces();
		if (this.text.startsWith(RESERVATIONS, this.position)) {
			this.position += RESERVATIONS.length();
			reservationList(resource);
		}
		else {
			int start = this.position;
			String role = until(")");
			if (!"*".equals(role)) {
				validateRole(role, start);
				resource
					.addReservations(ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole(role));
			}
		}
		expect(')', "after the role there must be a ')'");
	}

	private void reservationList(Resource.Builder resource) {
		skipSpaces();
		expect('[', "reservations must be a list in '[' and ']'");
		do {
			skipSpaces();
			expect('(', "a reservation begins with '('");
			resource.addReservations(reservation());
			expect(')', "a reservation ends with ')'");
			skipSpaces();
		}
		while (skip(','));
		expect(']', "reservations must be a list in '[' and ']'");
		skipSpaces();
	}

	private ReservationInfo reservation() {
		int start = this.position;
		ReservationInfo.Builder reservation = ReservationInfo.newBuilder();
		switch (until(",)")) {
			case "STATIC" -> reservation.setType(ReservationInfo.Type.STATIC);
			case "DYNAMIC" -> reservation.setType(ReservationInfo.Type.DYNAMIC);
			default -> throw fault(start, "a reservation is STATIC or DYNAMIC, then its role, as in (DYNAMIC,web)");
		}
		expect(',', "the role of the reservation is missing");
		int roleStart = this.position;
		String role = until(",)");
		validateRole(role, roleStart);
		reservation.setRole(role);
		if (skip(',')) {
			reservation.setPrincipal(until(")"));
		}
		return reservation.build();
	}

	private void validateRole(String role, int start) {
		String problem = Roles.problem(role);
		if (problem != null) {
			throw fault(start, problem);
		}
	}

	private void ranges(Resource.Builder resource) {
		this.position++;
		Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
		skipSpaces();
		do {
			int start = this.position;
			String[] ends = until(",]").split("-", -1);
			if (ends.length != 2) {
				throw fault(start, "a range is written as first-last, such as 31000-31002");
			}
			Value.Range range = Value.Range.newBuilder()
				.setBegin(number(ends[0], start))
				.setEnd(number(ends[1], start))
				.build();
			if (Long.compareUnsigned(range.getBegin(), range.getEnd()) > 0) {
				throw fault(start, "the range " + ResourcePrinter.range(range) + " begins after its end");
			}
			if (ranges.getRangeList().stream().anyMatch((other) -> overlap(other, range))) {
				throw fault(start, "the range " + ResourcePrinter.range(range) + " overlaps another one");
			}
			ranges.addRange(range);
		}
		while (skip(','));
		expect(']', "ranges end with ']'");
		resource.setType(Value.Type.RANGES).setRanges(ranges);
	}

	private static boolean overlap(Value.Range one, Value.Range other) {
		return Long.compareUnsigned(one.getBegin(), other.getEnd()) <= 0
				&& Long.compareUnsigned(other.getBegin(), one.getEnd()) <= 0;
	}

	private long number(String text, int start) {
		try {
			return Long.parseUnsignedLong(text.strip());
		}
		catch (NumberFormatException ex) {
			throw fault(start, "\"" + text.strip() + "\" is not a whole number");
		}
	}

	private void set(Resource.Builder resource) {
		this.position++;
		Set<String> items = new LinkedHashSet<>();
		skipSpaces();
		if (peek() != '}') {
			do {
				int start = this.position;
				String item = until(",}");
				if (item.isEmpty() || !items.add(item)) {
					throw fault(start, "a set names each of its items once");
				}
			}
			while (skip(','));
		}
		expect('}', "a set ends with '}'");
		resource.setType(Value.Type.SET).setSet(Value.Set.newBuilder().addAllItem(items));
	}

	private void scalar(Resource.Builder resource) {
		int start = this.position;
		while (!atEnd() && peek() != ';') {
			this.position++;
		}
		String value = this.text.substring(start, this.position).strip();
		if (!NUMBER.matcher(value).matches()) {
			throw fault(start,
					"\"" + value + "\" is neither a number, nor ranges like [31000-31002], nor a set like {a,b}");
		}
		double number = Double.parseDouble(value);
		if (number < 0 || Double.isInfinite(number)) {
			throw fault(start, "an amount must be finite and not negative");
		}
		resource.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(Math.round(number * 1000) / 1000.0));
	}

	private String until(String ends) {
		int start = this.position;
		while (!atEnd() && ends.indexOf(peek()) < 0) {
			this.position++;
		}
		return this.text.substring(start, this.position).strip();
	}

	private boolean skip(char c) {
		if (peek() != c) {
			return false;
		}
		this.position++;
		return true;
	}

	private void expect(char c, String fault) {
		if (!skip(c)) {
			throw fault(this.position, fault);
		}
	}

	private void skipSpaces() {
		while (!atEnd() && Character.isWhitespace(peek())) {
			this.position++;
		}
	}

	private boolean atEnd() {
		return this.position >= this.text.length();
	}

	private char peek() {
		return atEnd() ? '\0' : this.text.charAt(this.position);
	}

	private ResourceFormatException fault(int where, String fault) {
		return new ResourceFormatException(this.text, where, fault, EXAMPLE);
	}

}
