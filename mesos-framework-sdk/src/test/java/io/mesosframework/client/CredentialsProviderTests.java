package io.mesosframework.client;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CredentialsProviderTests {

	@Test
	void noCredentialsSendNothing() {
		assertThat(CredentialsProvider.none().authorization()).isNull();
		assertThat(CredentialsProvider.none().refresh()).isFalse();
	}

	@Test
	void basicCredentialsAreEncoded() {
		CredentialsProvider basic = CredentialsProvider.basic("web", "geheim");

		assertThat(basic.authorization()).isEqualTo("Basic d2ViOmdlaGVpbQ==");
		assertThat(basic.refresh()).isFalse();
		assertThat(basic.toString()).contains("web").doesNotContain("geheim").doesNotContain("d2ViOmdlaGVpbQ");
	}

	@Test
	void aSecretWithAColonIsRefusedWithoutShowingIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> CredentialsProvider.basic("web", "ge:heim"))
			.withMessageContaining("contains ':'")
			.withMessageContaining("web")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("heim"));
		assertThatIllegalArgumentException().isThrownBy(() -> CredentialsProvider.basic("w:eb", "geheim"))
			.withMessageContaining("contains ':'");
		assertThatIllegalArgumentException().isThrownBy(() -> CredentialsProvider.basic("", "geheim"));
	}

	@Test
	void aTokenIsAskedForOnceAndAgainOnRefresh() {
		AtomicInteger asked = new AtomicInteger();
		CredentialsProvider bearer = CredentialsProvider.bearer(() -> "token-" + asked.incrementAndGet());

		assertThat(bearer.authorization()).isEqualTo("Bearer token-1");
		assertThat(bearer.authorization()).isEqualTo("Bearer token-1");
		assertThat(bearer.refresh()).isTrue();
		assertThat(bearer.authorization()).isEqualTo("Bearer token-2");
		assertThat(bearer.toString()).doesNotContain("token-");
	}

	@Test
	void theSameTokenIsNoRefresh() {
		CredentialsProvider bearer = CredentialsProvider.bearer(() -> "always");
		bearer.authorization();

		assertThat(bearer.refresh()).isFalse();
	}

	@Test
	void aTokenWhichNoHeaderCanCarryIsRefusedWithoutShowingIt() {
		assertThatExceptionOfType(MesosException.class)
			.isThrownBy(() -> CredentialsProvider.bearer(() -> "geheim\r\nX: y").authorization())
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("geheim"));
		assertThatExceptionOfType(MesosException.class)
			.isThrownBy(() -> CredentialsProvider.bearer(() -> " ").authorization());
	}

}
