package io.mesosframework.scheduler;

import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.model.Ids;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OfferCheck}.
 */
class OfferCheckTests {

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 1e308, 1e13 })
	void anAmountThatNoAgentHasIsAProblem(double amount) {
		assertThat(OfferCheck.problem(offer(scalar(amount)))).startsWith("resource cpus has the amount");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.001, 64, 1e9 })
	void anOrdinaryAmountIsNone(double amount) {
		assertThat(OfferCheck.problem(offer(scalar(amount)))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "31001, 31000", "0, -1", "-2, -1", "-1, 5" })
	void aReversedOrHugeRangeIsAProblem(long begin, long end) {
		assertThat(OfferCheck.problem(offer(ranges(begin, end)))).startsWith("resource ports has the range")
			.doesNotContain("--");
	}

	@Test
	void anOrdinaryRangeIsNone() {
		assertThat(OfferCheck.problem(offer(ranges(31000, 32000)))).isNull();
		assertThat(OfferCheck.problem(offer(ranges(1, 1)))).isNull();
	}

	@Test
	void aResourceWithoutAValueOrANameIsAProblem() {
		Resource.Builder bare = Resource.newBuilder().setName("cpus");

		assertThat(OfferCheck.problem(offer(bare.setType(Value.Type.SCALAR).build()))).contains("no value");
		assertThat(OfferCheck.problem(offer(bare.setType(Value.Type.RANGES).build()))).contains("no value");
		assertThat(OfferCheck.problem(offer(bare.setType(Value.Type.SET).build()))).contains("no value");
		assertThat(OfferCheck.problem(offer(bare.setType(Value.Type.TEXT).build()))).contains("TEXT");
		assertThat(OfferCheck.problem(offer(scalar(1).toBuilder().setName("").build()))).contains("no name");
	}

	@Test
	void aReversedRangeOfAnAttributeIsAProblem() {
		Offer offer = offer(scalar(1)).toBuilder()
			.addAttributes(Attribute.newBuilder()
				.setName("racks")
				.setType(Value.Type.RANGES)
				.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(5).setEnd(1))))
			.build();

		assertThat(OfferCheck.problem(offer)).isEqualTo("attribute racks has the range 5-1");
	}

	private static Resource scalar(double amount) {
		return Resource.newBuilder()
			.setName("cpus")
			.setType(Value.Type.SCALAR)
			.setScalar(Value.Scalar.newBuilder().setValue(amount))
			.build();
	}

	private static Resource ranges(long begin, long end) {
		return Resource.newBuilder()
			.setName("ports")
			.setType(Value.Type.RANGES)
			.setRanges(Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(begin).setEnd(end)))
			.build();
	}

	private static Offer offer(Resource resource) {
		return Offer.newBuilder()
			.setId(Ids.offer("o"))
			.setFrameworkId(FakeMaster.ID)
			.setAgentId(Ids.agent("a"))
			.setHostname("h")
			.addResources(resource)
			.build();
	}

}
