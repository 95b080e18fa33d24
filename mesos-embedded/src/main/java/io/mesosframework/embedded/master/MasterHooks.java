package io.mesosframework.embedded.master;

/**
 * The observer and the faults of a master. They are kept over restarts of the master.
 * Used on the loop only.
 *
 * @since 0.1.0
 */
public final class MasterHooks {

	private MasterFaults faults = MasterFaults.NONE;

	private MasterObserver observer = MasterObserver.NONE;

	/**
	 * Return where the master misbehaves.
	 * @return the faults
	 */
	public MasterFaults faults() {
		return this.faults;
	}

	/**
	 * Set where the master misbehaves.
	 * @param faults the faults
	 */
	public void faults(MasterFaults faults) {
		this.faults = faults;
	}

	/**
	 * Return who watches the master.
	 * @return the observer
	 */
	public MasterObserver observer() {
		return this.observer;
	}

	/**
	 * Set who watches the master.
	 * @param observer the observer
	 */
	public void observer(MasterObserver observer) {
		this.observer = observer;
	}

}
