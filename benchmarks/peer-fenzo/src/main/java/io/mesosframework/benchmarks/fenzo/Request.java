package io.mesosframework.benchmarks.fenzo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.netflix.fenzo.ConstraintEvaluator;
import com.netflix.fenzo.TaskRequest;
import com.netflix.fenzo.VMTaskFitnessCalculator;
import com.netflix.fenzo.plugins.HostAttrValueConstraint;
import com.netflix.fenzo.plugins.UniqueHostAttrConstraint;

/**
 * One task, as Fenzo wants to see it.
 */
final class Request implements TaskRequest {

	private final String[] parts;

	private final double cpus;

	private final double mem;

	private final double disk;

	private final int ports;

	private final List<ConstraintEvaluator> constraints = new ArrayList<>();

	private AssignedResources assigned;

	/**
	 * Create a task.
	 * @param parts the line of the workload
	 * @param apps the apps of the tasks, once all are read
	 * @param idsByApp the tasks of the apps, once all are read
	 */
	Request(String[] parts, Map<String, String> apps, Map<String, Set<String>> idsByApp) {
		this.parts = parts;
		this.cpus = Double.parseDouble(parts[3]);
		this.mem = Double.parseDouble(parts[4]);
		this.disk = Double.parseDouble(parts[5]);
		this.ports = Integer.parseInt(parts[6]);
		if (!parts[7].equals("-")) {
			this.constraints.add(new HostAttrValueConstraint("zone", (id) -> parts[7]));
		}
		if (Boolean.parseBoolean(parts[8])) {
			this.constraints.add(new UniqueHostAttrConstraint((id) -> idsByApp.get(apps.get(id))));
		}
	}

	@Override
	public String getId() {
		return this.parts[1];
	}

	@Override
	public String taskGroupName() {
		return this.parts[2];
	}

	@Override
	public double getCPUs() {
		return this.cpus;
	}

	@Override
	public double getMemory() {
		return this.mem;
	}

	@Override
	public double getNetworkMbps() {
		return 0;
	}

	@Override
	public double getDisk() {
		return this.disk;
	}

	@Override
	public int getPorts() {
		return this.ports;
	}

	@Override
	public Map<String, Double> getScalarRequests() {
		return Collections.emptyMap();
	}

	@Override
	public Map<String, NamedResourceSetRequest> getCustomNamedResources() {
		return Collections.emptyMap();
	}

	@Override
	public List<? extends ConstraintEvaluator> getHardConstraints() {
		return this.constraints;
	}

	@Override
	public List<? extends VMTaskFitnessCalculator> getSoftConstraints() {
		return Collections.emptyList();
	}

	@Override
	public void setAssignedResources(AssignedResources assigned) {
		this.assigned = assigned;
	}

	@Override
	public AssignedResources getAssignedResources() {
		return this.assigned;
	}

}
