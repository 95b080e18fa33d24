package io.mesosframework.task.internal.instance;

import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class TaskIdsProperties {

	@Property(tries = 500)
	void whatIsWrittenIsReadAgain(@ForAll("names") String app, @ForAll @IntRange(max = 999_999) int index,
			@ForAll int fingerprint) {
		String id = TaskIds.next(app, index, fingerprint);

		assertThat(TaskIds.read(id)).isEqualTo(new TaskIds.Parts(id, app, index, fingerprint, null));
		assertThat(TaskIds.read(id + ".sidecar")).isEqualTo(new TaskIds.Parts(id, app, index, fingerprint, "sidecar"));
		assertThat(UUID.fromString(id.substring(id.length() - 36)).version()).isEqualTo(8);
	}

	@Provide
	Arbitrary<String> names() {
		return Arbitraries.of("web", "a.b", "x-1", "web.0", "0.1.2", "A_b");
	}

	@Property(tries = 200)
	void otherIdsAreNotOurs(@ForAll String text) {
		assertThat(TaskIds.read("web.x." + text)).isNull();
		assertThat(TaskIds.read(text.replace('.', '-'))).isNull();
	}

}
