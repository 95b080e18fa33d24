package io.mesosframework.embedded.resource;

import java.time.Duration;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.MesosJson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FormatTests {

	@Test
	void parsesTheTextFormat() {
		assertThat(Resources.parse("cpus:4;mem:8192;cpus( web ):1;ports:[31000-31999, 32000-32000];disks:{a,b};"))
			.hasToString("cpus:4; mem:8192; cpus(reservations: [(STATIC,web)]):1; ports:[31000-32000]; disks:{a, b}");
		assertThat(Resources.parse("cpus:4", "web")).hasToString("cpus(reservations: [(STATIC,web)]):4");
		assertThat(Resources.parse("")).isEqualTo(Resources.EMPTY);
	}

	@Test
	void parsesTheJsonFormat() {
		assertThat(Resources.parse("[{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":4}},"
				+ "{\"name\":\"mem\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1024},\"role\":\"web\"},"
				+ "{\"name\":\"disk\",\"type\":\"SCALAR\",\"scalar\":{\"value\":5},"
				+ "\"disk\":{\"source\":{\"type\":\"PATH\",\"path\":{\"root\":\"/d\"}}}}]"))
			.hasToString("cpus:4; mem(reservations: [(STATIC,web)]):1024; disk[PATH:/d]:5");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"cpus(role1)|Bad value for resources, missing or extra ':' in cpus(role1)",
			"cpus(role1:1|Bad value for resources, mismatched parentheses in cpus(role1:1",
			"cpus)(role1:1|Bad value for resources, mismatched parentheses in cpus)(role1:1",
			"cpus:-1|Bad type for resource cpus value -1 type TEXT",
			"ports:[1|Failed to parse resource ports value [1 error Mismatched brackets",
			"ports:[a-b]|Failed to parse resource ports value [a-b] error" + " Expecting non-negative integers in 'a'",
			"ports:[5-1]|Invalid ranges resource: begin > end",
			"foo(role1):1;foo(role2):[0-1]|Resources with the same name ('foo') but different types are not"
					+ " allowed",
			"[{\"name\":\"cpus\"}]|Some JSON resources were not formatted properly: Missing required fields: type" })
	void saysWhatIsWrong(String text, String error) {
		assertThatIllegalArgumentException().isThrownBy(() -> Resources.parse(text)).withMessage(error);
	}

	@Test
	void parsesAttributes() {
		assertThat(Attributes.parse("rack:r1;zone:z:1;level:3;ports:[1-2]")).extracting(Attribute::getName)
			.containsExactly("rack", "zone", "level", "ports");
		assertThat(Attributes.parse("zone:z:1;level:3")).satisfiesExactly(
				(zone) -> assertThat(zone.getText().getValue()).isEqualTo("z:1"),
				(level) -> assertThat(level.getScalar().getValue()).isEqualTo(3));
		assertThatIllegalArgumentException().isThrownBy(() -> Attributes.parse("rack"))
			.withMessage("Invalid attribute key:value pair 'rack'");
	}

	@ParameterizedTest
	@CsvSource({ "50ms, PT0.05S, 50ms", "1secs, PT1S, 1secs", "90secs, PT90S, 90secs", "1.5mins, PT90S, 90secs",
			"2weeks, P14D, 2weeks", "10days, P10D, 10days", "0ns, PT0S, 0ns", "1500us, PT0.0015S, 1500us",
			"36hrs, PT36H, 36hrs", "1us, PT0.000001S, 1us", "1.5secs, PT1.5S, 1500ms", "1hrs, PT1H, 1hrs" })
	void parsesAndPrintsDurations(String text, Duration duration, String printed) {
		assertThat(Durations.parse(text)).isEqualTo(duration);
		assertThat(Durations.print(duration)).isEqualTo(printed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "5", "5 secs", "secs", "-1secs", "1.2.3secs", "5s", "99999999weeks" })
	void refusesOtherDurations(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Durations.parse(text));
	}

	@ParameterizedTest
	@CsvSource({ "4, 4", "0.1, 0.1", "1.2345, 1.235", "99999999999.999, 99999999999.999", "1000001.0, 1000001",
			"-1, -1", "1e15, 1e+15" })
	void printsAmountsAsStreamsDo(double value, String text) {
		assertThat(Amount.of(value)).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource({ "1e20, 1e+20", "0.00001, 1e-05", "1234567, 1.23457e+06", "604800, 604800", "0.5, 0.5",
			"-0.25, -0.25" })
	void printsWithStreamPrecision(double value, String text) {
		assertThat(Numbers.printShort(value)).isEqualTo(text);
	}

	@Test
	void convertsBetweenFormats() throws CodecException {
		String old = "{\"name\":\"cpus\",\"type\":\"SCALAR\",\"scalar\":{\"value\":1.0},\"role\":\"web\","
				+ "\"reservation\":{\"principal\":\"alice\"}}";
		Resource.Builder builder = Resource.newBuilder();
		MesosJson.merge(old, builder);

		Resource upgraded = ResourceFormats.upgrade(builder.build());

		assertThat(upgraded.getReservationsList()).containsExactly(ReservationInfo.newBuilder()
			.setType(ReservationInfo.Type.DYNAMIC)
			.setRole("web")
			.setPrincipal("alice")
			.build());
		assertThat(MesosJson.print(ResourceFormats.downgrade(upgraded))).isEqualTo(old);
		assertThat(ResourceFormats.upgrade(upgraded)).isSameAs(upgraded);
	}

	@Test
	void marksUnreservedResourcesInTheOldFormat() {
		Resource cpus = Resources.parse("cpus:1").toList().get(0);

		Resource downgraded = ResourceFormats.downgrade(cpus);

		assertThat(MesosJson.print(downgraded)).contains("\"role\":\"*\"");
		assertThat(ResourceFormats.upgrade(downgraded)).isEqualTo(cpus);
	}

	@Test
	void convertsResourcesInsideMessages() {
		TaskInfo task = TaskInfo.newBuilder()
			.addResources(ResourceFormats.downgrade(Resources.parse("cpus(web):1").toList().get(0)))
			.buildPartial();
		Operation operation = Operation.newBuilder()
			.setType(Operation.Type.LAUNCH)
			.setLaunch(Operation.Launch.newBuilder().addTaskInfos(task).buildPartial())
			.buildPartial();

		Operation upgraded = ResourceFormats.upgrade(operation);

		assertThat(upgraded.getLaunch().getTaskInfos(0).getResources(0).getReservationsCount()).isEqualTo(1);
		assertThat(ResourceFormats.downgrade(upgraded)).isEqualTo(operation);
	}

	@Test
	void doesNotDowngradeRefinedReservations() {
		Resource refined = Resources.parse("cpus(eng):1")
			.pushReservation(
					ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole("eng/web").build())
			.toList()
			.get(0);

		assertThatIllegalArgumentException().isThrownBy(() -> ResourceFormats.downgrade(refined))
			.withMessage("Cannot downgrade resources containing refined reservations");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-",
			value = { "a|-", "a/b|-", "*|-", "/a|Role '/a' cannot start with a slash",
					"a/|Role 'a/' cannot end with a slash", "a//b|Role 'a//b' cannot contain two adjacent slashes",
					"a/./b|Role 'a/./b' cannot include '.' as a component",
					"..|Role '..' cannot include '..' as a component",
					"a/*|Role 'a/*' cannot include '*' as a component",
					"a/-b|Role component '-b' is invalid because it starts with a dash" })
	void validatesRoles(String role, String error) {
		assertThat(Roles.validate(role)).isEqualTo(error);
		assertThat(Roles.validate("")).isEqualTo("Role names cannot be the empty string");
	}

}
