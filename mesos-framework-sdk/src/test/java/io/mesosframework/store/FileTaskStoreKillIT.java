package io.mesosframework.store;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.mesosframework.store.TaskStoreContract.SOON;
import static io.mesosframework.store.TaskStoreContract.get;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(300)
class FileTaskStoreKillIT {

	private static final int ROUNDS = 8;

	@TempDir
	private Path directory;

	@Test
	void whatAKilledProcessSaidIsDurableIsThere() throws Exception {
		Random random = new Random();
		long next = 1;
		for (int round = 0; round < ROUNDS; round++) {
			long acknowledged = runAndKill(next, 100 + random.nextInt(2000));

			long last = check(acknowledged);

			next = last + 1;
		}
	}

	/**
	 * Let a process write, kill it, and return the last batch it was told is durable.
	 */
	private long runAndKill(long first, int lines) throws Exception {
		Process process = StoreProcess.start(this.directory, first);
		try (BufferedReader output = StoreProcess.lines(process)) {
			long last = first - 1;
			for (int i = 0; i < lines; i++) {
				last++;
				assertThat(output.readLine()).isEqualTo(String.valueOf(last));
			}
			assertInUse();
			// Not by the process itself, which would close its output, too.
			assertThat(process.toHandle().destroyForcibly()).isTrue();
			String line = output.readLine();
			while (line != null && line.equals(String.valueOf(last + 1))) {
				last++;
				line = output.readLine();
			}
			assertThat((line != null) ? String.valueOf(last + 1) : "").startsWith((line != null) ? line : "");
			return last;
		}
		finally {
			process.destroyForcibly();
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		}
	}

	private void assertInUse() {
		try (TaskStore store = TaskStore.file(this.directory)) {
			assertThat(store.open(TaskStore.NEXT_EPOCH)).failsWithin(SOON)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(StoreException.class)
				.withMessageContaining("in use by another process")
				.withMessageContaining(this.directory.toString());
		}
	}

	private long check(long acknowledged) {
		try (TaskStore store = TaskStore.file(this.directory)) {
			Map<String, ByteString> loaded = get(get(store.open(TaskStore.NEXT_EPOCH)).load());
			long last = number(loaded, "last");
			assertThat(last).isGreaterThanOrEqualTo(acknowledged);
			for (long number = Math.max(1, last - StoreProcess.KEYS + 1); number <= last; number++) {
				assertThat(number(loaded, "key/" + number % StoreProcess.KEYS)).isEqualTo(number);
			}
			return last;
		}
	}

	private static long number(Map<String, ByteString> loaded, String key) {
		assertThat(loaded).containsKey(key);
		String value = loaded.get(key).toStringUtf8();
		String number = value.substring(0, value.indexOf(' '));
		assertThat(value).hasSize(number.length() + 1 + (int) (Long.parseLong(number) % 500));
		return Long.parseLong(number);
	}

}
