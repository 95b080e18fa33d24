package io.mesosframework.embedded.agent;

import java.time.Duration;

/**
 * The timeouts of an agent, by the names of its flags
 * ({@code docs/configuration/agent.md}).
 *
 * @param executorRegistration how long a new executor may take to subscribe
 * @param executorReregistration how long executors may take to come back after a restart
 * of the agent
 * @param executorShutdownGrace how long an executor may take to shut down
 * @param recovery how long an executor waits for its agent to come back
 * @param registrationBackoff the pause before the agent looks for its master again
 * @param masterPing how long a master may be silent
 * @param updateRetryMin the first pause before an update is sent again; doubled each time
 * @param updateRetryMax the longest pause before an update is sent again
 * @since 0.1.0
 */
public record AgentTimeouts(Duration executorRegistration, Duration executorReregistration,
		Duration executorShutdownGrace, Duration recovery, Duration registrationBackoff, Duration masterPing,
		Duration updateRetryMin, Duration updateRetryMax) {

	/** The defaults of Mesos. */
	public static final AgentTimeouts DEFAULTS = new AgentTimeouts(Duration.ofMinutes(1), Duration.ofSeconds(2),
			Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofSeconds(1), Duration.ofSeconds(75),
			Duration.ofSeconds(10), Duration.ofMinutes(10));

	/**
	 * Return a copy with another time for new executors.
	 * @param value the time
	 * @return the copy
	 */
	public AgentTimeouts withExecutorRegistration(Duration value) {
		return new AgentTimeouts(value, this.executorReregistration, this.executorShutdownGrace, this.recovery,
				this.registrationBackoff, this.masterPing, this.updateRetryMin, this.updateRetryMax);
	}

	/**
	 * Return a copy with another time for executors to come back.
	 * @param value the time
	 * @return the copy
	 */
	public AgentTimeouts withExecutorReregistration(Duration value) {
		return new AgentTimeouts(this.executorRegistration, value, this.executorShutdownGrace, this.recovery,
				this.registrationBackoff, this.masterPing, this.updateRetryMin, this.updateRetryMax);
	}

	/**
	 * Return a copy with another time for executors to shut down.
	 * @param value the time
	 * @return the copy
	 */
	public AgentTimeouts withExecutorShutdownGrace(Duration value) {
		return new AgentTimeouts(this.executorRegistration, this.executorReregistration, value, this.recovery,
				this.registrationBackoff, this.masterPing, this.updateRetryMin, this.updateRetryMax);
	}

	/**
	 * Return a copy with another time that executors wait for their agent.
	 * @param value the time
	 * @return the copy
	 */
	public AgentTimeouts withRecovery(Duration value) {
		return new AgentTimeouts(this.executorRegistration, this.executorReregistration, this.executorShutdownGrace,
				value, this.registrationBackoff, this.masterPing, this.updateRetryMin, this.updateRetryMax);
	}

	/**
	 * Return a copy with another pause before the agent looks for its master.
	 * @param value the pause
	 * @return the copy
	 */
	public AgentTimeouts withRegistrationBackoff(Duration value) {
		return new AgentTimeouts(this.executorRegistration, this.executorReregistration, this.executorShutdownGrace,
				this.recovery, value, this.masterPing, this.updateRetryMin, this.updateRetryMax);
	}

	/**
	 * Return a copy with another time that the master may be silent.
	 * @param value the time
	 * @return the copy
	 */
	public AgentTimeouts withMasterPing(Duration value) {
		return new AgentTimeouts(this.executorRegistration, this.executorReregistration, this.executorShutdownGrace,
				this.recovery, this.registrationBackoff, value, this.updateRetryMin, this.updateRetryMax);
	}

}
