package io.mesosframework.embedded.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the processes of all agents of a cluster and sees to it that none outlives it:
 * {@link #close()} kills them all, and so does the end of the JVM, however it comes.
 * <p>
 * May be used from any thread. Nothing is started before it is needed. Callbacks arrive
 * on threads of the host.
 *
 * @since 0.1.0
 */
public final class ProcessHost implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ProcessHost.class);

	private static final int QUICK_THREADS = 8;

	private static final int SLOW_THREADS = 32;

	/** Starts and signals processes. */
	private final ExecutorService quick;

	/** Downloads, checks and the like. */
	private final ExecutorService slow;

	private final Set<OsProcess> running = ConcurrentHashMap.newKeySet();

	private final Object monitor = new Object();

	private @Nullable Launcher launcher;

	private @Nullable Guardian guardian;

	private @Nullable Thread hook;

	private boolean closed;

	/** Create a host. */
	public ProcessHost() {
		this.quick = pool("mesos-process-", QUICK_THREADS);
		this.slow = pool("mesos-work-", SLOW_THREADS);
	}

	private static ExecutorService pool(String name, int threads) {
		AtomicInteger number = new AtomicInteger();
		ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, name + number.incrementAndGet());
					thread.setDaemon(true);
					return thread;
				});
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	/**
	 * Run a task that may block, such as a download or a health check.
	 * @param task the task; dropped once the host is closed
	 */
	public void execute(Runnable task) {
		execute(this.slow, task);
	}

	void executeQuick(Runnable task) {
		execute(this.quick, task);
	}

	private static void execute(ExecutorService pool, Runnable task) {
		try {
			pool.execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Ignoring a task submitted after the host was closed", ex);
		}
	}

	/**
	 * Start a process in the background.
	 * @param spec what to start
	 * @param started is told the process when it runs
	 * @param failed is told why it could not be started
	 * @param ended is told the status after the end of the process that was started; its
	 * descendants may still run
	 */
	public void start(ProcessSpec spec, Consumer<OsProcess> started, Consumer<IOException> failed,
			Consumer<WaitStatus> ended) {
		executeQuick(() -> {
			Launcher.Started process;
			try {
				process = launcher().start(spec);
			}
			catch (IOException ex) {
				failed.accept(ex);
				return;
			}
			OsProcess handle = new OsProcess(this, process.pid());
			synchronized (this.monitor) {
				if (this.closed) {
					ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
					return;
				}
				this.running.add(handle);
				guardian().add(target(process.pid()));
			}
			started.accept(handle);
			process.process().onExit().thenAcceptAsync((exited) -> ended.accept(status(process)), this::executeQuick);
		});
	}

	/**
	 * Kill what is left of a process that has ended, and forget it.
	 * @param process the process
	 */
	public void release(OsProcess process) {
		if (this.running.remove(process)) {
			long target = target(process.pid());
			guardian().signal(target, "KILL");
			guardian().remove(target);
		}
	}

	/**
	 * Return how many processes have been started and not been released.
	 * @return the number
	 */
	public int running() {
		return this.running.size();
	}

	@Override
	public void close() {
		Guardian last;
		synchronized (this.monitor) {
			if (this.closed) {
				return;
			}
			this.closed = true;
			last = this.guardian;
			if (this.hook != null && Thread.currentThread() != this.hook) {
				removeHook(this.hook);
			}
		}
		this.quick.shutdown();
		this.slow.shutdownNow();
		if (last != null) {
			this.running.forEach((process) -> last.signal(target(process.pid()), "KILL"));
			last.close();
		}
		this.running.clear();
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			logger.debug("The JVM is already shutting down", ex);
		}
	}

	/**
	 * Return what has to be signalled to reach a process with its group.
	 * @param pid the process
	 * @return the target, negative for a group
	 */
	long target(long pid) {
		return launcher().hasSessions() ? -pid : pid;
	}

	/**
	 * Return whether a process belongs to a group.
	 * @param pid the process
	 * @param group the group
	 * @return {@code false} when it does not or when we cannot tell
	 */
	boolean sameGroup(long pid, long group) {
		if (!launcher().hasSessions()) {
			return false;
		}
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return Long.parseLong(fields[2]) == group;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	Guardian guardian() {
		synchronized (this.monitor) {
			if (this.guardian == null) {
				try {
					this.guardian = new Guardian();
				}
				catch (IOException ex) {
					throw new UncheckedIOException("No shell '/bin/sh' to watch over processes", ex);
				}
				this.hook = new Thread(this::close, "mesos-process-shutdown");
				Runtime.getRuntime().addShutdownHook(this.hook);
			}
			return this.guardian;
		}
	}

	private Launcher launcher() {
		synchronized (this.monitor) {
			if (this.launcher == null) {
				this.launcher = new Launcher();
			}
			return this.launcher;
		}
	}

	private WaitStatus status(Launcher.Started process) {
		int code = process.process().exitValue();
		boolean signaled = !launcher().hasSessions() && code > 128 && code < 160;
		try (BufferedReader report = process.report()) {
			if (report.readLine() != null) {
				return WaitStatus.signaled(code);
			}
		}
		catch (IOException ex) {
			logger.debug("Cannot read the exit status of process {}", process.pid(), ex);
		}
		return signaled ? WaitStatus.signaled(code - 128) : WaitStatus.exited(code);
	}

}
