package io.mesosframework.embedded.master.state;

import java.util.Locale;

import org.apache.mesos.v1.Protos.MachineID;

/**
 * The ids of machines. Hostnames are compared in lower case.
 *
 * @since 0.1.0
 */
public final class MachineIds {

	private MachineIds() {
	}

	/**
	 * Return the id of a machine.
	 * @param hostname the hostname
	 * @param ip the IP address
	 * @return the normalized id
	 */
	public static MachineID of(String hostname, String ip) {
		return MachineID.newBuilder().setHostname(hostname.toLowerCase(Locale.ROOT)).setIp(ip).build();
	}

	/**
	 * Return an id with the hostname in lower case.
	 * @param id the id
	 * @return the normalized id
	 */
	public static MachineID normalize(MachineID id) {
		return of(id.getHostname(), id.getIp());
	}

	/**
	 * Return an id as Mesos prints it.
	 * @param id the id
	 * @return the hostname and the address
	 */
	public static String text(MachineID id) {
		return id.getHostname() + " (" + id.getIp() + ")";
	}

}
