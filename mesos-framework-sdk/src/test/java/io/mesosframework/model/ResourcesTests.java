package io.mesosframework.model;

import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ResourcesTests {

	@Test
	void theTextOfTheReadmeIsUnderstood() {
		Resources resources = Resources.parse("cpus:0.5;mem:64;ports:[31000-31002]");

		assertThat(resources).isEqualTo(Resources.cpus(0.5).and(Resources.mem(64)).and(Resources.ports(31000, 31002)));
		assertThat(resources).hasToString("cpus:0.5;mem:64;ports:[31000-31002]");
	}

	@Test
	void spacesAndEmptyPartsDoNotMatter() {
		assertThat(Resources.parse(" cpus : 1 ; ; ports:[ 1-2 , 4-5 ] ;"))
			.isEqualTo(Resources.parse("cpus:1;ports:[1-2,4-5]"));
		assertThat(Resources.parse("")).isEqualTo(Resources.none());
		assertThat(Resources.parse(" ").isEmpty()).isTrue();
	}

	@Test
	void aRoleIsAStaticReservationAndTheStarIsNone() {
		Resource reserved = Resources.parse("cpus(eng/web):1").toList().get(0);

		assertThat(reserved.getReservationsList()).containsExactly(
				ReservationInfo.newBuilder().setType(ReservationInfo.Type.STATIC).setRole("eng/web").build());
		assertThat(reserved.getAllFields().keySet()).noneMatch((field) -> "role".equals(field.getName()));
		assertThat(Resources.parse("cpus(*):1")).isEqualTo(Resources.cpus(1));
		assertThat(Resources.cpus(1).reservedStatically("*")).isEqualTo(Resources.cpus(1));
	}

	@Test
	void aStackOfReservationsIsReadAndPrintedAsMesosPrintsIt() {
		String text = "disk(reservations: [(STATIC,eng),(DYNAMIC,eng/web,me)]):10";

		Resources resources = Resources.parse(text);

		assertThat(resources).isEqualTo(Resources.disk(10).reservedStatically("eng").reserved("eng/web", "me"));
		assertThat(resources).hasToString(text);
		assertThat(resources.unreserved()).isEqualTo(Resources.disk(10).reservedStatically("eng"));
	}

	@Test
	void aSetIsUnderstood() {
		assertThat(Resources.parse("disks:{sda, sdb}")).isEqualTo(Resources.set("disks", "sda", "sdb"));
		assertThat(Resources.parse("disks:{}")).isEqualTo(Resources.set("disks"));
	}

	@Test
	void theJsonFormatIsUnderstood() {
		Resources resources = Resources.parse("""
				[{"name": "cpus", "type": "SCALAR", "scalar": {"value": 1.5}},
				 {"name": "ports", "type": "RANGES", "ranges": {"range": [{"begin": 1, "end": 2}]},
				  "reservations": [{"type": "DYNAMIC", "role": "w\\u0065b", "principal": "me",
				    "labels": {"labels": [{"key": "k", "value": "\\"v\\""}]}}]},
				 {"name": "set", "type": "SET", "set": {"item": ["a", "b"]}, "role": null}]""");

		assertThat(resources.toList()).hasSize(3);
		assertThat(resources.sum("cpus")).isEqualTo(1.5);
		ReservationInfo reservation = resources.toList().get(1).getReservations(0);
		assertThat(reservation.getRole()).isEqualTo("web");
		assertThat(Labels.toMap(reservation.getLabels())).containsEntry("k", "\"v\"");
		assertThat(resources.toList().get(2)).isEqualTo(Resources.set("set", "a", "b").toList().get(0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "cpus:x | 5 | neither a number", "cpus | 4 | after the name",
			"cpus:1 mem:2 | 5 | neither a number", "ports:[31000] | 7 | first-last",
			"ports:[2-1] | 7 | begins after its end", "ports:[1-3,3-4] | 11 | overlaps",
			"ports:[1-a] | 7 | not a whole number", "ports:[1-2 | 10 | end with ']'",
			"disks:{a,a} | 9 | each of its items once", "disks:{a | 8 | ends with '}'", "cpus:-1 | 5 | not negative",
			"cpus:NaN | 5 | neither a number", "cpus(a b):1 | 5 | contains a space", "cpus(a//b):1 | 5 | nor contain",
			"cpus(web:1 | 10 | must be a ')'", ":1 | 0 | name is missing", "a b:1 | 0 | contains a space",
			"cpus(reservations: [(FOO,x)]):1 | 21 | STATIC or DYNAMIC",
			"cpus(reservations: [(DYNAMIC)]):1 | 28 | role of the reservation is missing" })
	void aFaultIsShownWhereItIsWithARemedy(String text, int position, String fault) {
		assertThatExceptionOfType(ResourceFormatException.class).isThrownBy(() -> Resources.parse(text))
			.withMessageContaining(fault)
			.withMessageContaining("at position " + position)
			.withMessageContaining("Write for example")
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(position));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "[{] | 2 | name in quotes", "[{\"nam\":\"x\"}] | 8 | no field \"nam\" in a Resource",
					"[1] | 1 | an object is expected", "[{\"name\":1}] | 9 | must be a string",
					"[{\"name\":\"x\"}] | 1 | missing: type", "[{\"type\":\"X\"}] | 9 | is not a type",
					"[ | 1 | not complete", "[] x | 3 | has ended before", "[tru] | 1 | JSON value is expected",
					"[{\"scalar\":{\"value\":\"1\"}}] | 20 | must be a number",
					"[{\"scalar\":{}}] | 11 | not complete" })
	void aFaultInJsonIsShownWhereItIs(String text, int position, String fault) {
		assertThatExceptionOfType(ResourceFormatException.class).isThrownBy(() -> Resources.parse(text))
			.withMessageContaining(fault)
			.withMessageContaining("Write for example [{")
			.satisfies((ex) -> assertThat(ex.position()).isEqualTo(position));
	}

	@Test
	void amountsAreKeptToThreeDecimals() {
		assertThat(Resources.cpus(0.1).and(Resources.cpus(0.2)).sum("cpus")).isEqualTo(0.3);
		assertThat(Resources.cpus(1.00049)).isEqualTo(Resources.cpus(1));
		assertThat(Resources.parse("cpus:1.0004").sum("cpus")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -1, 0.0004, Double.NaN, Double.POSITIVE_INFINITY })
	void anAmountMesosWouldRefuseIsRefused(double amount) {
		assertThatIllegalArgumentException().isThrownBy(() -> Resources.cpus(amount));
	}

	@Test
	void aVolumeIsMadeFromReservedDiskOnly() {
		Resources volume = Resources.disk(10).reserved("web", "me").asPersistentVolume("v1", "data", "me");

		Resource.DiskInfo disk = volume.toList().get(0).getDisk();
		assertThat(disk.getPersistence().getId()).isEqualTo("v1");
		assertThat(disk.getPersistence().getPrincipal()).isEqualTo("me");
		assertThat(disk.getVolume().getContainerPath()).isEqualTo("data");
		assertThat(volume).hasToString("disk(reservations: [(DYNAMIC,web,me)])[v1:data]:10");
		assertThatIllegalStateException().isThrownBy(() -> Resources.disk(10).asPersistentVolume("v1", "data", null))
			.withMessageContaining("Reserve it first");
		assertThatIllegalStateException()
			.isThrownBy(() -> Resources.cpus(1).reserved("web", null).asPersistentVolume("v1", "data", null));
	}

	@Test
	void resourcesCanBeMarkedAndFiltered() {
		Resources resources = Resources.cpus(1).revocable().and(Resources.disk(1).shared()).allocatedTo("web");

		assertThat(resources).hasToString("cpus{REV}:1;disk<SHARED>:1");
		assertThat(resources.toList()).allMatch((resource) -> "web".equals(resource.getAllocationInfo().getRole()));
		assertThat(resources.named("disk").toList()).hasSize(1);
		assertThat(resources.filter(Resource::hasRevocable)).isEqualTo(resources.named("cpus"));
		assertThat(Resources.of(List.of())).isEqualTo(Resources.none()).hasSameHashCodeAs(Resources.none());
	}

	@Test
	void aRangeMustNotEndBeforeItBegins() {
		assertThatIllegalArgumentException().isThrownBy(() -> Resources.ports(2, 1)).withMessageContaining("2-1");
		assertThat(Resources.port(80)).isEqualTo(Resources.ports(80, 80));
		assertThat(Resources.gpus(2).toList().get(0).getType()).isEqualTo(Value.Type.SCALAR);
	}

}
