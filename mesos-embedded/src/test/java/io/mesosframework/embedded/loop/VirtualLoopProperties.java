package io.mesosframework.embedded.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class VirtualLoopProperties {

	@Property(tries = 200)
	void timersRunByInstantThenByOrderOfScheduling(@ForAll @Size(max = 40) List<@IntRange(max = 20) Integer> delays,
			@ForAll @IntRange(min = 1, max = 7) int step, @ForAll @IntRange(max = 5) int cancelEvery) {
		try (VirtualLoop loop = new VirtualLoop("virtual-loop", Instant.EPOCH)) {
			List<Integer> ran = new ArrayList<>();
			List<Loop.Timer> timers = new ArrayList<>();
			loop.submit(() -> {
				for (int i = 0; i < delays.size(); i++) {
					int index = i;
					timers.add(loop.schedule(Duration.ofSeconds(delays.get(i)), () -> ran.add(index)));
				}
				for (int i = 0; i < timers.size(); i++) {
					if (isCancelled(i, cancelEvery)) {
						timers.get(i).cancel();
					}
				}
				return true;
			}).join();

			for (int passed = 0; passed < 20; passed += step) {
				loop.advance(Duration.ofSeconds(step));
			}

			assertThat(ran).isEqualTo(IntStream.range(0, delays.size())
				.filter((i) -> !isCancelled(i, cancelEvery))
				.boxed()
				.sorted(Comparator.comparing(delays::get))
				.toList());
		}
	}

	private static boolean isCancelled(int index, int every) {
		return every > 0 && index % every == 0;
	}

}
