package io.mesosframework.sample.hello;

import java.util.Locale;

import org.apache.mesos.v1.Protos.TaskState;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.mesosframework.sample.SandboxReader;

/**
 * Prints the result table of the hello sample and, if configured, exits the application
 * with code 0, or 1 if a task did not finish successfully.
 */
@Component
@Profile("hello")
class HelloReport implements ExitCodeGenerator {

	private static final String ROW = "%-14s %-12s %-14s %9s  %s%n";

	private final SandboxReader sandboxes;

	private final ConfigurableApplicationContext context;

	private final boolean exitWhenDone;

	private volatile boolean failed;

	HelloReport(SandboxReader sandboxes, ConfigurableApplicationContext context,
			@Value("${sample.exit-when-done:false}") boolean exitWhenDone) {
		this.sandboxes = sandboxes;
		this.context = context;
		this.exitWhenDone = exitWhenDone;
	}

	@EventListener
	void finished(HelloFinished finished) {
		// Reading sandboxes takes time and must not block the event loop.
		new Thread(() -> report(finished), "hello-report").start();
	}

	private void report(HelloFinished finished) {
		StringBuilder table = new StringBuilder(
				String.format(Locale.ROOT, "%n" + ROW, "TASK", "AGENT", "STATE", "SECONDS", "FIRST LINE OF OUTPUT"));
		for (HelloFinished.Result result : finished.results()) {
			this.failed |= result.state() != TaskState.TASK_FINISHED;
			table.append(String.format(Locale.ROOT, ROW, result.taskId().substring(0, result.taskId().indexOf('.')),
					agent(result), result.state(),
					String.format(Locale.ROOT, "%.1f", result.duration().toMillis() / 1000.0),
					this.sandboxes.firstLine(result.offer(), result.taskId(), "stdout")));
		}
		System.out.println(table);
		if (this.exitWhenDone) {
			System.exit(SpringApplication.exit(this.context));
		}
	}

	private static String agent(HelloFinished.Result result) {
		String id = result.offer().getAgentId().getValue();
		return id.substring(id.lastIndexOf('-') + 1);
	}

	@Override
	public int getExitCode() {
		return this.failed ? 1 : 0;
	}

}
