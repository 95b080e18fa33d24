package io.mesosframework.benchmarks;

import java.util.concurrent.CountDownLatch;

import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

import io.mesosframework.client.ApiProtocol;
import io.mesosframework.client.ApiSession;
import io.mesosframework.client.ClientOptions;
import io.mesosframework.client.MasterAddress;
import io.mesosframework.client.MesosHttpClient;
import io.mesosframework.client.SessionEnd;
import io.mesosframework.client.SessionListener;

/**
 * Our transport alone, without event loop, offers or back pressure: what the rest costs
 * is the difference.
 */
final class TransportClient implements SessionListener<Event> {

	private final boolean accept;

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile @Nullable ApiSession<Call> session;

	private TransportClient(boolean accept) {
		this.accept = accept;
	}

	/**
	 * Subscribes and answers until the session ends.
	 * @param args the master's port, and whether to accept or ignore offers
	 * @throws InterruptedException if someone interrupts it
	 */
	public static void main(String[] args) throws InterruptedException {
		TransportClient listener = new TransportClient("accept".equals(args[1]));
		try (MesosHttpClient client = new MesosHttpClient(ClientOptions.defaults())) {
			Call subscribe = Call.newBuilder()
				.setType(Call.Type.SUBSCRIBE)
				.setSubscribe(Call.Subscribe.newBuilder()
					.setFrameworkInfo(FrameworkInfo.newBuilder().setUser("nobody").setName("race")))
				.build();
			listener.session = client.subscribe(ApiProtocol.SCHEDULER,
					MasterAddress.parse("http://127.0.0.1:" + args[0]), subscribe, listener);
			listener.end.await();
		}
	}

	@Override
	public void onOpen(@Nullable String streamId) {
		System.out.println("open " + streamId);
	}

	@Override
	public void onEvent(Event event, int size) {
		ApiSession<Call> session = this.session;
		if (session == null) {
			return;
		}
		if (event.getType() == Event.Type.UPDATE) {
			TaskStatus status = event.getUpdate().getStatus();
			if (status.hasUuid()) {
				session.send(Call.newBuilder()
					.setFrameworkId(FrameworkID.newBuilder().setValue(Events.FRAMEWORK))
					.setType(Call.Type.ACKNOWLEDGE)
					.setAcknowledge(Call.Acknowledge.newBuilder()
						.setAgentId(status.getAgentId())
						.setTaskId(status.getTaskId())
						.setUuid(status.getUuid()))
					.build());
			}
		}
		else if (event.getType() == Event.Type.OFFERS && this.accept) {
			for (Offer offer : event.getOffers().getOffersList()) {
				session.send(Calls.accept(offer));
			}
		}
	}

	@Override
	public void onUnparsable(byte[] record, Exception cause) {
		System.out.println("unparsable: " + cause);
	}

	@Override
	public void onClosed(SessionEnd end) {
		System.out.println("closed: " + end);
		this.end.countDown();
	}

}
