package io.mesosframework.embedded.guide;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

import io.mesosframework.embedded.RawScheduler;

/**
 * Stands for the framework of the reader in the examples of the testing guide.
 */
class MyFramework implements AutoCloseable {

	private static final long RETRY_NANOS = Duration.ofMillis(50).toNanos();

	private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();

	private final RawScheduler scheduler;

	private final Thread watcher;

	private volatile boolean closed;

	MyFramework(URI master) {
		this.scheduler = new RawScheduler(master);
		this.scheduler.onEvent(this::handle);
		this.scheduler.subscribe(RawScheduler.framework("my-framework"));
		this.watcher = new Thread(this::watch, "my-framework");
		this.watcher.setDaemon(true);
		this.watcher.start();
	}

	synchronized void launch(String taskId, String command) {
		this.commands.add(taskId);
		this.commands.add(command);
	}

	private synchronized void handle(Event event) {
		if (event.getType() == Event.Type.OFFERS) {
			for (Offer offer : event.getOffers().getOffersList()) {
				String taskId = this.commands.poll();
				if (taskId != null) {
					this.scheduler
						.send(this.scheduler.accept(offer, "cpus:0.1;mem:32", taskId, this.commands.remove()));
				}
				else {
					this.scheduler.send(this.scheduler.call(Call.Type.DECLINE)
						.setDecline(Call.Decline.newBuilder()
							.addOfferIds(offer.getId())
							.setFilters(Filters.newBuilder().setRefuseSeconds(0))));
				}
			}
		}
		else if (event.getType() == Event.Type.UPDATE && event.getUpdate().getStatus().hasUuid()) {
			TaskStatus status = event.getUpdate().getStatus();
			this.scheduler.send(this.scheduler.acknowledgement(status.getTaskId(), status));
		}
	}

	private void watch() {
		while (!this.closed) {
			this.scheduler.pollUntil(Duration.ofHours(1), String.class::isInstance);
			while (!this.closed && !resubscribed()) {
				LockSupport.parkNanos(RETRY_NANOS);
			}
		}
	}

	private synchronized boolean resubscribed() {
		try {
			return this.scheduler.trySubscribe(this.scheduler.info()).status() == 200;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.scheduler.close();
	}

}
