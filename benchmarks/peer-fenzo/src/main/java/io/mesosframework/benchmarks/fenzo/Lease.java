package io.mesosframework.benchmarks.fenzo;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.netflix.fenzo.VirtualMachineLease;
import org.apache.mesos.Protos;

/**
 * What one agent offers, as Fenzo wants to see it.
 */
final class Lease implements VirtualMachineLease {

	private final String host;

	private final double cpus;

	private final double mem;

	private final double disk;

	private final Map<String, Protos.Attribute> attributes = new HashMap<>();

	private final long offered = System.currentTimeMillis();

	Lease(String[] parts) {
		this.host = parts[1];
		this.cpus = Double.parseDouble(parts[2]);
		this.mem = Double.parseDouble(parts[3]);
		this.disk = Double.parseDouble(parts[4]);
		attribute("rack", parts[5]);
		attribute("zone", parts[6]);
	}

	private void attribute(String name, String value) {
		this.attributes.put(name,
				Protos.Attribute.newBuilder()
					.setName(name)
					.setType(Protos.Value.Type.TEXT)
					.setText(Protos.Value.Text.newBuilder().setValue(value))
					.build());
	}

	@Override
	public String getId() {
		return "offer-" + this.host;
	}

	@Override
	public long getOfferedTime() {
		return this.offered;
	}

	@Override
	public String hostname() {
		return this.host;
	}

	@Override
	public String getVMID() {
		return this.host;
	}

	@Override
	public double cpuCores() {
		return this.cpus;
	}

	@Override
	public double memoryMB() {
		return this.mem;
	}

	@Override
	public double networkMbps() {
		return 0;
	}

	@Override
	public double diskMB() {
		return this.disk;
	}

	@Override
	public List<Range> portRanges() {
		return Collections.singletonList(new Range(31000, 31999));
	}

	@Override
	public Protos.Offer getOffer() {
		return null;
	}

	@Override
	public Map<String, Protos.Attribute> getAttributeMap() {
		return this.attributes;
	}

	@Override
	public Double getScalarValue(String name) {
		return null;
	}

	@Override
	public Map<String, Double> getScalarValues() {
		return Collections.emptyMap();
	}

}
