package io.mesosframework.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BasicAuthenticatorTests {

	private final BasicAuthenticator authenticator = new BasicAuthenticator("r",
			Map.of("alice", "wonder", "carol", "a:b", "empty", ""));

	@Test
	void aKnownPrincipalWithItsSecretIsAuthenticated() {
		assertThat(with("Basic " + encode("alice:wonder")).principal()).isEqualTo("alice");
		assertThat(with("Basic " + encode("alice:wonder").replace("=", "")).principal()).isEqualTo("alice");
		assertThat(with("Basic " + encode("empty:")).principal()).isEqualTo("empty");
	}

	@Test
	void aSecretWithAColonNeverAuthenticates() {
		assertThat(with("Basic " + encode("carol:a:b")).refusal()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Basic", "Basic ", "basic YWxpY2U6d29uZGVy", "Basic  YWxpY2U6d29uZGVy",
			"Basic YWxpY2U6d29uZGVy x", "Bearer YWxpY2U6d29uZGVy", "Basic ????", "Basic YWxpY2U=" })
	void anythingElseIsUnauthorized(String header) {
		HttpAuthenticator.Outcome outcome = with(header);

		assertThat(outcome.refusal()).isNotNull();
		assertThat(outcome.refusal().status()).isEqualTo(401);
	}

	@Test
	void wrongSecretsAndUnknownPrincipalsAreUnauthorized() {
		assertThat(with("Basic " + encode("alice:x")).refusal()).isNotNull();
		assertThat(with("Basic " + encode("mallory:wonder")).refusal()).isNotNull();
	}

	private HttpAuthenticator.Outcome with(String header) {
		return this.authenticator.authenticate(
				new HttpRequest("GET", "/", Map.of(), List.of(Map.entry("Authorization", header)), new byte[0], null));
	}

	private static String encode(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
