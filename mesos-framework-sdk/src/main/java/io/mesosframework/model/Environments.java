package io.mesosframework.model;

import java.util.Map;

import com.google.protobuf.ByteString;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Secret;

/**
 * Builds environment variables, plain and secret ones. {@code toString()} shows only
 * their names. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Environments {

	private final Environment.Builder environment = Environment.newBuilder();

	private Environments() {
	}

	/**
	 * Create an environment without variables.
	 * @return a builder
	 */
	public static Environments empty() {
		return new Environments();
	}

	/**
	 * Create an environment with plain variables.
	 * @param variables the variables
	 * @return a builder
	 */
	public static Environments of(Map<String, String> variables) {
		Environments environments = new Environments();
		variables.forEach(environments::variable);
		return environments;
	}

	/**
	 * Add a plain variable.
	 * @param name the name
	 * @param value the value
	 * @return this builder
	 */
	public Environments variable(String name, String value) {
		add(name).setType(Environment.Variable.Type.VALUE).setValue(value);
		return this;
	}

	/**
	 * Add a variable whose value is a secret known to this framework.
	 * @param name the name
	 * @param value the bytes of the secret, copied
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
	 * Add a variable whose value is provided by the secret resolver of the agent.
	 * @param name the name
	 * @param secretName the name of the secret
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
	 * Build the environment.
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
