package io.mesosframework.store;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class FileTaskStoreCrashProperties {

	/** So small that the journal is compacted all the time. */
	private static final int SMALL = 200;

	@Property(tries = 300)
	void whatIsAcknowledgedOutlivesEveryCrash(@ForAll long seed, @ForAll @IntRange(min = 1, max = 120) int firstCrash,
			@ForAll @IntRange(min = 1, max = 60) int secondCrash) {
		Lives lives = new Lives(seed, SMALL);
		SimulatedDisk disk = new SimulatedDisk(seed);
		disk.dieAt(firstCrash);
		lives.live(disk, 1000);

		disk = disk.afterPowerLoss(seed + 1);
		disk.dieAt(secondCrash);
		lives.live(disk, 1000);

		lives.live(disk.afterPowerLoss(seed + 2), 1);
	}

	@Property(tries = 300)
	void whatIsAcknowledgedOutlivesFailuresAndACrash(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int crash,
			@ForAll @IntRange(min = 1, max = 40) int percent) {
		Lives lives = new Lives(seed, SMALL);
		SimulatedDisk disk = new SimulatedDisk(seed);
		disk.failAtRandom(percent / 100.0);
		disk.dieAt(crash);
		lives.live(disk, 1000);

		lives.live(disk.afterPowerLoss(seed + 1), 1);
	}

	@Property(tries = 30)
	void aCrashAtAnyStepOfACompactionLosesNothing(@ForAll long seed) {
		SimulatedDisk whole = new SimulatedDisk(seed);
		Lives undisturbed = new Lives(seed, SMALL);
		undisturbed.live(whole, 12);
		assertThat(undisturbed.acknowledged()).isGreaterThanOrEqualTo(12);
		assertThat(whole.files().keySet()).as("compacted more than once")
			.singleElement()
			.isNotIn("entries-1.journal", "entries-2.journal");

		for (int step = 1; step <= whole.steps(); step++) {
			SimulatedDisk disk = new SimulatedDisk(seed);
			disk.dieAt(step);
			Lives lives = new Lives(seed, SMALL);
			lives.live(disk, 12);
			lives.live(disk.afterPowerLoss(seed + step), 1);
		}
	}

}
