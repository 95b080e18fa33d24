package io.mesosframework.embedded.agent.check;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.apache.mesos.v1.Protos.CheckInfo;
import org.apache.mesos.v1.Protos.CheckStatusInfo;
import org.apache.mesos.v1.Protos.HealthCheck;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.loop.Loop;

/**
 * The check and the health check of one task ({@code docs/health-checks.md}): the first
 * run comes after the delay, each further one an interval after the end of the one
 * before. Used on the loop only.
 *
 * @since 0.1.0
 */
public final class TaskChecks {

	private final Loop loop;

	private final TaskRunner runner;

	private final TaskRunner.Launch launch;

	private final Consumer<CheckStatusInfo> onCheck;

	private final HealthListener onHealth;

	private @Nullable CheckStatusInfo previous;

	private boolean stopped;

	private boolean initializing = true;

	private int failures;

	private Instant startTime;

	public TaskChecks(Loop loop, TaskRunner runner, TaskRunner.Launch launch, Consumer<CheckStatusInfo> onCheck,
			HealthListener onHealth) {
		this.loop = loop;
		this.runner = runner;
		this.launch = launch;
		this.onCheck = onCheck;
		this.onHealth = onHealth;
		this.startTime = loop.now();
	}

	/** Start to check. */
	public void start() {
		this.startTime = this.loop.now();
		TaskInfo task = this.launch.task();
		if (task.hasCheck()) {
			CheckInfo check = task.getCheck();
			this.previous = empty(check);
			repeat(check, null, seconds(check.getDelaySeconds()), this::handleCheck);
		}
		if (task.hasHealthCheck()) {
			HealthCheck health = task.getHealthCheck();
			String scheme = health.getHttp().hasScheme() ? health.getHttp().getScheme() : null;
			repeat(toCheck(health), scheme, seconds(health.getDelaySeconds()),
					(result) -> handleHealth(health, result));
		}
	}

	/** Stop checking and ignore the result of a running check. */
	public void stop() {
		this.stopped = true;
	}

	private void repeat(CheckInfo check, @Nullable String scheme, Duration delay, Consumer<CheckResult> handler) {
		this.loop.schedule(delay, () -> {
			if (this.stopped) {
				return;
			}
			this.runner.check(check, scheme, this.launch, (result) -> {
				if (!this.stopped) {
					handler.accept(result);
					repeat(check, scheme, seconds(check.getIntervalSeconds()), handler);
				}
			});
		});
	}

	private void handleCheck(CheckResult result) {
		CheckStatusInfo status = (result.status() != null) ? result.status() : empty(this.launch.task().getCheck());
		if (!status.equals(this.previous)) {
			this.previous = status;
			this.onCheck.accept(status);
		}
	}

	private void handleHealth(HealthCheck health, CheckResult result) {
		if (result.isHealthy()) {
			boolean news = this.initializing || this.failures > 0;
			this.initializing = false;
			this.failures = 0;
			if (news) {
				this.onHealth.accept(true, false);
			}
			return;
		}
		Duration grace = seconds(health.getGracePeriodSeconds());
		if (this.initializing && !grace.isZero()
				&& Duration.between(this.startTime, this.loop.now()).compareTo(grace) <= 0) {
			return;
		}
		this.failures++;
		this.onHealth.accept(false, this.failures >= health.getConsecutiveFailures());
	}

	private static CheckInfo toCheck(HealthCheck health) {
		CheckInfo.Builder check = CheckInfo.newBuilder()
			.setDelaySeconds(health.getDelaySeconds())
			.setIntervalSeconds(health.getIntervalSeconds())
			.setTimeoutSeconds(health.getTimeoutSeconds());
		switch (type(health)) {
			case COMMAND -> check.setType(CheckInfo.Type.COMMAND)
				.setCommand(CheckInfo.Command.newBuilder().setCommand(health.getCommand()));
			case HTTP -> check.setType(CheckInfo.Type.HTTP)
				.setHttp(CheckInfo.Http.newBuilder()
					.setPort(health.getHttp().getPort())
					.setPath(health.getHttp().getPath()));
			case TCP ->
				check.setType(CheckInfo.Type.TCP).setTcp(CheckInfo.Tcp.newBuilder().setPort(health.getTcp().getPort()));
			default -> check.setType(CheckInfo.Type.UNKNOWN);
		}
		return check.build();
	}

	private static HealthCheck.Type type(HealthCheck health) {
		if (health.hasType()) {
			return health.getType();
		}
		return health.hasHttp() ? HealthCheck.Type.HTTP
				: (health.hasTcp() ? HealthCheck.Type.TCP : HealthCheck.Type.COMMAND);
	}

	/**
	 * Return the status of a check which has no result yet.
	 * @param check the check
	 * @return the status
	 */
	public static CheckStatusInfo empty(CheckInfo check) {
		CheckStatusInfo.Builder status = CheckStatusInfo.newBuilder().setType(check.getType());
		switch (check.getType()) {
			case COMMAND -> status.setCommand(CheckStatusInfo.Command.getDefaultInstance());
			case HTTP -> status.setHttp(CheckStatusInfo.Http.getDefaultInstance());
			case TCP -> status.setTcp(CheckStatusInfo.Tcp.getDefaultInstance());
			default -> {
				// The master refuses checks of unknown type.
			}
		}
		return status.build();
	}

	private static Duration seconds(double seconds) {
		return Duration.ofNanos((long) (seconds * 1_000_000_000L));
	}

	/** Takes the results of health checks that are worth an update. */
	@FunctionalInterface
	public interface HealthListener {

		/**
		 * Take a result.
		 * @param healthy whether the task is healthy
		 * @param kill whether it has failed too often
		 */
		void accept(boolean healthy, boolean kill);

	}

}
