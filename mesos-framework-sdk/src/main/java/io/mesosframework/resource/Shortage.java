package io.mesosframework.resource;

/**
 * A resource of which an offer has too little for an instance.
 *
 * @param name the name of the resource, for example {@code mem}
 * @param wanted the needed amount
 * @param available the available amount
 * @since 0.1.0
 */
public record Shortage(String name, String wanted, String available) {

	@Override
	public String toString() {
		return this.name + " " + this.available + " < " + this.wanted;
	}

}
