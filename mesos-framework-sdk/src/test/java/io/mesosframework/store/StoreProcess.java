package io.mesosframework.store;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

import com.google.protobuf.ByteString;

/**
 * A process that writes numbered batches as fast as it can, and says of each one that it
 * is durable, until it is killed or nobody listens.
 */
final class StoreProcess {

	/** How many keys the batches write, in turn. */
	static final int KEYS = 300;

	private static final int IN_FLIGHT = 50;

	private StoreProcess() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
		System.setOut(System.err);
		TaskStore store = new FileTaskStore(Path.of(arguments[0]), new LocalDisk(), 64 * 1024);
		StoreSession session = store.open(TaskStore.NEXT_EPOCH).toCompletableFuture().join();
		Semaphore room = new Semaphore(IN_FLIGHT);
		for (long number = Long.parseLong(arguments[1]);; number++) {
			room.acquire();
			long done = number;
			session.write(batch(number)).whenComplete((nothing, ex) -> {
				out.println((ex == null) ? String.valueOf(done) : ex.toString());
				if (out.checkError()) {
					Runtime.getRuntime().halt(1);
				}
				room.release();
			});
		}
	}

	private static StoreBatch batch(long number) {
		ByteString value = ByteString.copyFromUtf8(number + " " + "x".repeat((int) (number % 500)));
		return StoreBatch.builder().put("last", () -> value).put("key/" + number % KEYS, () -> value).build();
	}

	static Process start(Path directory, long first) throws IOException {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
				classPath, StoreProcess.class.getName(), directory.toString(), String.valueOf(first))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	/**
	 * Read what a process said; lines that its death has cut are no lines.
	 */
	static BufferedReader lines(Process process) {
		return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

}
