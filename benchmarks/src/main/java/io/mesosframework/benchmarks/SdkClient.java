package io.mesosframework.benchmarks;

import java.util.concurrent.CountDownLatch;

import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.Offer.Operation;
import org.apache.mesos.v1.Protos.TaskStatus;

import io.mesosframework.scheduler.MesosScheduler;
import io.mesosframework.scheduler.SchedulerConfiguration;
import io.mesosframework.scheduler.SchedulerDriver;
import io.mesosframework.scheduler.SchedulerListener;
import io.mesosframework.scheduler.event.MesosEvent;
import io.mesosframework.scheduler.event.MesosLifecycleEvent;

/**
 * Our contender, written as a user of the SDK would: a driver with its defaults and one
 * listener.
 */
final class SdkClient implements SchedulerListener {

	private final boolean accept;

	private long events;

	private long offers;

	private SdkClient(boolean accept) {
		this.accept = accept;
	}

	/**
	 * Subscribes and answers until it is ended.
	 * @param args the master's port, and whether to accept or ignore offers
	 * @throws InterruptedException if someone interrupts it
	 */
	public static void main(String[] args) throws InterruptedException {
		boolean accept = "accept".equals(args[1]);
		SchedulerConfiguration configuration = SchedulerConfiguration.builder()
			.master("http://127.0.0.1:" + args[0])
			.frameworkInfo(FrameworkInfo.newBuilder().setUser("nobody").setName("race").build())
			.declineUnanswered(accept, null)
			.build();
		CountDownLatch end = new CountDownLatch(1);
		try (SchedulerDriver driver = new SchedulerDriver(configuration)) {
			driver.addListener(new SdkClient(accept));
			driver.start();
			driver.termination().thenRun(end::countDown);
			end.await();
		}
	}

	@Override
	public void onEvent(MesosEvent event, MesosScheduler scheduler) {
		this.events++;
		TaskStatus status = event.taskStatus();
		if (status != null) {
			if (status.hasUuid()) {
				scheduler.acknowledge(status);
				if (!this.accept) {
					System.out.println("counted " + this.events + " " + this.offers);
				}
			}
			return;
		}
		this.offers += event.offers().size();
		if (this.accept) {
			for (Offer offer : event.offers()) {
				scheduler.accept(offer,
						Operation.newBuilder()
							.setType(Operation.Type.LAUNCH)
							.setLaunch(Operation.Launch.newBuilder().addTaskInfos(Calls.task(offer)))
							.build());
			}
		}
	}

	@Override
	public void onLifecycle(MesosLifecycleEvent event, MesosScheduler scheduler) {
		System.out.println(event);
	}

}
