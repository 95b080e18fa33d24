package io.mesosframework.embedded.resource;

import java.util.List;

import com.google.protobuf.Message;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.embedded.codec.CodecException;
import io.mesosframework.embedded.codec.MesosJson;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceValidationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = (char) 1, value = {
			"`name`:``,`scalar`:{`value`:1}|Resource ':1' is invalid: Empty resource name",
			"`name`:`cpus`,`scalar`:{`value`:-1}|Resource 'cpus:-1' is invalid: Invalid scalar resource: value <= 0",
			"`name`:`cpus`,`scalar`:{`value`:0.0004}|Resource 'cpus:0' is invalid: Invalid scalar resource: value <= 0",
			"`name`:`cpus`|Resource 'cpus:0' is invalid: Invalid scalar resource",
			"`name`:`cpus`,`scalar`:{`value`:1},`set`:{}|Resource 'cpus:1' is invalid: Invalid scalar resource",
			"`name`:`ports`,`type`:`RANGES`,`ranges`:{`range`:[{`begin`:10,`end`:0}]}"
					+ "|Resource 'ports:[10-0]' is invalid: Invalid ranges resource: begin > end",
			"`name`:`ports`,`type`:`RANGES`,`ranges`:{`range`:[{`begin`:1,`end`:5},{`begin`:5,`end`:6}]}"
					+ "|Resource 'ports:[1-5, 5-6]' is invalid: Invalid ranges resource: overlapping ranges",
			"`name`:`d`,`type`:`SET`,`set`:{`item`:[`a`,`a`]}"
					+ "|Resource 'd:{a, a}' is invalid: Invalid set resource: duplicated elements",
			"`name`:`d`,`type`:`TEXT`|Resource 'd:TEXT' is invalid: Unsupported resource type",
			"`name`:`cpus`,`scalar`:{`value`:1},`disk`:{}"
					+ "|Resource 'cpus[]:1' is invalid: DiskInfo should not be set for cpus resource",
			"`name`:`cpus`,`scalar`:{`value`:1},`shared`:{}"
					+ "|Resource 'cpus<SHARED>:1' is invalid: Resource cpus cannot be shared",
			"`name`:`disk`,`scalar`:{`value`:1},`shared`:{}"
					+ "|Resource 'disk<SHARED>:1' is invalid: Only persistent volumes can be shared",
			"`name`:`cpus`,`scalar`:{`value`:0.1},`reservations`:[{`role`:`x`}]"
					+ "|Resource 'cpus(reservations: [(UNKNOWN,x)]):0.1' is invalid: Invalid reservation:"
					+ " 'Resource.ReservationInfo.type' field must be set.",
			"`name`:`cpus`,`scalar`:{`value`:1},`reservations`:[{`type`:`STATIC`}]"
					+ "|Resource 'cpus(reservations: [(STATIC,)]):1' is invalid: Invalid reservation:"
					+ " 'Resource.ReservationInfo.role' field must be set.",
			"`name`:`cpus`,`scalar`:{`value`:0.1},`reservations`:[{`type`:`DYNAMIC`,`role`:`*`}]"
					+ "|Resource 'cpus(reservations: [(DYNAMIC,*)]):0.1' is invalid:"
					+ " Invalid reservation: role \"*\" cannot be reserved",
			"`name`:`cpus`,`scalar`:{`value`:1},`reservations`:[{`type`:`DYNAMIC`,`role`:`a`},"
					+ "{`type`:`DYNAMIC`,`role`:`b`}]"
					+ "|Resource 'cpus(reservations: [(DYNAMIC,a),(DYNAMIC,b)]):1' is invalid:"
					+ " Invalid refined reservation: role 'b' is not a refinement of 'a'",
			"`name`:`cpus`,`scalar`:{`value`:1},`reservations`:[{`type`:`STATIC`,`role`:`a`},"
					+ "{`type`:`STATIC`,`role`:`a/b`}]"
					+ "|Resource 'cpus(reservations: [(STATIC,a),(STATIC,a/b)]):1' is invalid:"
					+ " Invalid refined reservation: A refined reservation cannot be STATIC",
			"`name`:`cpus`,`scalar`:{`value`:1},`reservation`:{}"
					+ "|Resource 'cpus:1' is invalid: Invalid reservation: role \"*\" cannot be dynamically reserved",
			"`name`:`cpus`,`scalar`:{`value`:1},`role`:`a`,`reservation`:{`type`:`DYNAMIC`}"
					+ "|Resource 'cpus:1' is invalid: 'Resource.ReservationInfo.type' must not be set for the"
					+ " 'Resource.reservation' field",
			"`name`:`cpus`,`scalar`:{`value`:1},`role`:`b`,`reservations`:[{`type`:`STATIC`,`role`:`a`}]"
					+ "|Resource 'cpus(reservations: [(STATIC,a)]):1' is invalid: Invalid resource format:"
					+ " 'Resource.role' field with 'b' does not match the role 'a' in 'Resource.reservations'",
			"`name`:`cpus`,`scalar`:{`value`:1},`role`:`a b`|Resource 'cpus:1' is invalid: Role component 'a b' is"
					+ " invalid because it contains backspace or whitespace",
			"`name`:`disk`,`scalar`:{`value`:1},`disk`:{`source`:{`type`:`RAW`,`mount`:{}}}"
					+ "|Resource 'disk[RAW]:1' is invalid: Mount should not be set for RAW disk source" })
	void saysWhatIsInvalid(String fields, String error) throws CodecException {
		assertThat(Resources.validate(List.of(resource(fields)))).isEqualTo(error);
	}

	@ParameterizedTest
	@ValueSource(strings = { "`name`:`cpus`,`scalar`:{`value`:0}", "`name`:`cpus`,`scalar`:{`value`:1},`role`:`a`",
			"`name`:`cpus`,`scalar`:{`value`:1},`role`:`a`,`reservation`:{`principal`:`p`}",
			"`name`:`cpus`,`scalar`:{`value`:1},`role`:`a`,`reservations`:[{`type`:`STATIC`,`role`:`a`}]",
			"`name`:`cpus`,`scalar`:{`value`:1},`role`:`a`,`reservation`:{`principal`:`p`},"
					+ "`reservations`:[{`type`:`DYNAMIC`,`role`:`a`,`principal`:`p`}]",
			"`name`:`ports`,`type`:`RANGES`,`ranges`:{`range`:[{`begin`:1,`end`:5},{`begin`:6,`end`:6}]}" })
	void acceptsWhatIsValid(String fields) throws CodecException {
		assertThat(Resources.validate(List.of(resource(fields)))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = (char) 1, value = {
			"RESERVE|A RESERVE offer operation must have the Offer.Operation.reserve field set.",
			"UNRESERVE|An UNRESERVE offer operation must have the Offer.Operation.unreserve field set.",
			"GROW_VOLUME|A GROW_VOLUME operation must have the Offer.Operation.grow_volume field set",
			"SHRINK_VOLUME|A SHRINK_VOLUME offer operation must have the Offer.Operation.shrink_volume field set",
			"LAUNCH|A LAUNCH offer operation must have the Offer.Operation.launch field set.",
			"UNKNOWN|Unknown offer operation" })
	void operationsNeedTheirMember(Operation.Type type, String error) {
		assertThat(OperationResources.validate(Operation.newBuilder().setType(type).build())).isEqualTo(error);
	}

	private static Resource resource(String fields) throws CodecException {
		String type = fields.contains("`type`:`RANGES`") || fields.contains("`type`:`SET`")
				|| fields.contains("`type`:`TEXT`") ? "" : "`type`:`SCALAR`,";
		Message.Builder builder = Resource.newBuilder();
		MesosJson.merge(("{" + type + fields + "}").replace('`', '"'), builder);
		return (Resource) builder.build();
	}

}
