package io.mesosframework.resource;

/**
 * Why an offer is too small for an instance.
 *
 * @param name the resource that is short, for example {@code mem}
 * @param wanted how much is needed
 * @param available how much there is
 * @since 0.1.0
 */
public record Shortage(String name, String wanted, String available) {

	@Override
	public String toString() {
		return this.name + " " + this.available + " < " + this.wanted;
	}

}
