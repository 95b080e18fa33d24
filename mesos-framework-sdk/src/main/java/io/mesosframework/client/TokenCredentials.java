package io.mesosframework.client;

import java.util.Locale;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Provides a token that can be renewed.
 */
final class TokenCredentials implements CredentialsProvider {

	private final String prefix;

	private final Supplier<String> supplier;

	private @Nullable String token;

	TokenCredentials(String prefix, Supplier<String> supplier) {
		this.prefix = prefix;
		this.supplier = supplier;
	}

	@Override
	public synchronized String authorization() {
		if (this.token == null) {
			this.token = next();
		}
		return this.prefix + this.token;
	}

	@Override
	public synchronized boolean refresh() {
		String next = next();
		boolean changed = !next.equals(this.token);
		this.token = next;
		return changed;
	}

	private String next() {
		String next = this.supplier.get();
		if (next == null || next.isBlank()) {
			throw new MesosException("The token supplier returned no token");
		}
		if (!next.chars().allMatch((c) -> c >= 0x20 && c < 0x7f)) {
			throw new MesosException("The token supplier returned a token with characters which no header can carry");
		}
		return next.strip();
	}

	@Override
	public String toString() {
		return this.prefix.strip().toLowerCase(Locale.ROOT) + " token";
	}

}
