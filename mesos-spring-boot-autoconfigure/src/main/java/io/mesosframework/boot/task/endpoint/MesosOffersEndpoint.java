package io.mesosframework.boot.task.endpoint;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

import io.mesosframework.boot.task.descriptor.OffersDescriptor;
import io.mesosframework.offer.ResourceManager;

/**
 * Read-only actuator endpoint {@code mesosoffers} that describes the held offers, the
 * latest decisions, and the roles for which offers are requested.
 *
 * @since 0.1.0
 */
@Endpoint(id = "mesosoffers", defaultAccess = Access.READ_ONLY)
public class MesosOffersEndpoint {

	private final ResourceManager resources;

	/**
	 * Create an endpoint.
	 * @param resources the resource manager
	 */
	public MesosOffersEndpoint(ResourceManager resources) {
		this.resources = resources;
	}

	/**
	 * Describe the offers.
	 * @return at most {@value OffersDescriptor#DEFAULT_LIMIT} offers and decisions
	 */
	@ReadOperation
	public OffersDescriptor offers() {
		return OffersDescriptor.of(this.resources, OffersDescriptor.DEFAULT_LIMIT);
	}

}
