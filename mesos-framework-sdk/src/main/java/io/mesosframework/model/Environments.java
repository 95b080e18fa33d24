package io.mesosframework.model;

import java.util.Map;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Secret;

/**
 * Collects environment variables, plain and secret ones. Its {@code toString()} shows
 * names only. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Environments {

	private final Environment.Builder environment = Environment.newBuilder();

	private Environments() {
	}

	/**
	 * Starts with nothing.
	 * @return a builder
	 */
	public static Environments empty() {
		return new Environments();
	}

	/**
	 * Starts with plain variables.
	 * @param variables the variables
	 * @return a builder
	 */
	public static Environments of(Map<String, String> variables) {
		Environments environments = new Environments();
		variables.forEach(environments::variable);
		return environments;
	}

	/**
	 * Adds a plain variable.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public Environments variable(String name, String value) {
		add(name).setType(Environment.Variable.Type.VALUE).setValue(value);
		return this;
	}

	/**
	 * Adds a variable whose value is a secret that this framework knows.
	 * @param name the name
	 * @param value the secret's bytes, copied
	 * @return this builder
	 */
	public Environments secret(String name, byte[] value) {
		add(name).setType(Environment.Variable.Type.SECRET)
			.setSecret(Secret.newBuilder()
				.setType(Secret.Type.VALUE)
				.setValue(Secret.Value.newBuilder().setData(ByteString.copyFrom(value))));
		return this;
	}

	/**
	 * Adds a variable whose value the agent's secret resolver knows.
	 * @param name the name
	 * @param secretName the secret's name
	 * @return this builder
	 */
	public Environments secretReference(String name, String secretName) {
		add(name).setType(Environment.Variable.Type.SECRET)
			.setSecret(Secret.newBuilder()
				.setType(Secret.Type.REFERENCE)
				.setReference(Secret.Reference.newBuilder().setName(secretName)));
		return this;
	}

	private Environment.Variable.Builder add(String name) {
		if (name.isEmpty() || name.indexOf('=') >= 0) {
			throw new IllegalArgumentException(
					"The name of an environment variable must not be empty nor contain '=': \"" + name + "\"");
		}
		return this.environment.addVariablesBuilder().setName(name);
	}

	/**
	 * Makes the environment.
	 * @return the environment
	 */
	public Environment build() {
		return this.environment.build();
	}

	@Override
	public String toString() {
		return this.environment.getVariablesList().stream().map(Environment.Variable::getName).toList().toString();
	}

}
