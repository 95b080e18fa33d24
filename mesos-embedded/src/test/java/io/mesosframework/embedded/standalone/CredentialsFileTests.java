package io.mesosframework.embedded.standalone;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CredentialsFileTests {

	@Test
	void theJsonFormOfMesosIsRead() {
		assertThat(CredentialsFile.parse("""
				{"credentials": [{"principal": "alice", "secret": "wonder"}, {"principal": "carol", "secret": "a:b"},
				{"principal": "nobody"}]}
				""")).isEqualTo(Map.of("alice", "wonder", "carol", "a:b", "nobody", ""));
	}

	@Test
	void theTextFormIsRead() {
		assertThat(CredentialsFile.parse("alice wonder\n\n bob\tbuilder\n"))
			.isEqualTo(Map.of("alice", "wonder", "bob", "builder"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "alice", "alice wonder extra", "{", "{\"credentials\": {}}", "{\"credentials\": [{}]}", "{}" })
	void anythingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> CredentialsFile.parse(text))
			.withMessageContaining("credentials");
	}

	@Test
	void aMissingFileIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> CredentialsFile.read(Path.of("/no/such/file")))
			.withMessageContaining("'/no/such/file' cannot be read");
	}

}
