package io.mesosframework.placement;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.mesosframework.resource.ResourceSamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FieldConstraint}.
 */
class FieldConstraintTests {

	@ParameterizedTest
	@ValueSource(strings = { "(", "(?=a)", "(a)\\1", "a++", "[" })
	void regularExpressionsThatRe2DoesNotKnowAreRefused(String regex) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new FieldConstraint("rack", FieldConstraint.Operator.LIKE, regex, true))
			.withMessageContaining("'rack LIKE' needs a regular expression of RE2 but has '" + regex + "'");
	}

	@Test
	void aRegularExpressionMatchesTheWholeValueInLinearTime() {
		PlacedInstances placed = new PlacedInstances(Map.of());
		FieldConstraint like = FieldConstraint.parse("rack:LIKE:r[0-9]+");
		FieldConstraint hostile = FieldConstraint.parse("rack:LIKE:(a+)+b");

		assertThat(like.refusal(ResourceSamples.agent("a", 1, 1, "rack:r12"), placed)).isNull();
		assertThat(like.refusal(ResourceSamples.agent("a", 1, 1, "rack:r12x"), placed)).isNotNull();
		assertThat(hostile.refusal(ResourceSamples.agent("a", 1, 1, "rack:" + "a".repeat(10_000)), placed)).isNotNull();
	}

}
