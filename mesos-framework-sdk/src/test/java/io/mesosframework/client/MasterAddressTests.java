package io.mesosframework.client;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MasterAddressTests {

	@ParameterizedTest
	@CsvSource({ "m1,http://m1:5050", "m1:5051,http://m1:5051", "http://m1,http://m1:5050", "HTTP://m1:80,http://m1:80",
			"https://m1.example.com:443/,https://m1.example.com:443", "https://[::1],https://[::1]:5050",
			"' http://10.0.0.1:5050 ',http://10.0.0.1:5050", "https://proxy:443/mesos/,https://proxy:443/mesos",
			"http://m1:5050/api/v1/scheduler,http://m1:5050", "http://m1:5050/master/api/v1/scheduler,http://m1:5050" })
	void addressesAreUnderstood(String text, String expected) {
		assertThat(MasterAddress.parse(text)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "'',is empty", "ftp://m1:5050,unknown scheme", "zk://h1:2181/mesos,ZooKeeper",
			"http://m1:0,not between 1 and 65535", "http://m1:70000,not between 1 and 65535",
			"http://m1:port,no valid host and port", "http://my_host:5050,no valid host and port",
			"http://,not a valid URL", "http://m1:5050?x=1,neither query nor fragment",
			"http://m 1:5050,not a valid URL", "http://user:geheim@m1:5050,as credentials instead" })
	void wrongAddressesSayWhatToWrite(String text, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> MasterAddress.parse(text))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("geheim"));
	}

	@ParameterizedTest
	@CsvSource({ "//m2:5051/master/api/v1/scheduler,https://m2:5051",
			"https://m2:5050/api/v1/scheduler,https://m2:5050", "//m2/master/api/v1/scheduler,https://m2:5050",
			"//[fe80::1]:5050/,https://[fe80::1]:5050", "/mesos/api/v1/scheduler,https://m1:5050/mesos" })
	void redirectsAreFollowedWithTheSchemeOfTheRequest(String location, String expected) {
		assertThat(MasterAddress.parse("https://m1:5050").redirect(location)).hasToString(expected);
	}

	@ParameterizedTest
	@CsvSource({ "http://m2:5050/api/v1/scheduler", "HTTP://m1:5050/", "http://m1/" })
	void aRedirectFromHttpsToHttpIsNotFollowed(String location) {
		MasterAddress secure = MasterAddress.parse("https://m1:5050");

		assertThat(secure.redirect(location)).isNull();
		assertThat(secure.isDowngrade(location)).isTrue();
		assertThat(MasterAddress.parse("http://m1:5050").redirect(location)).isNotNull();
		assertThat(secure.isDowngrade("//m2:5050/")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "''", "ftp://m2/", "//:5050/", "http://u:p@m2:5050/", "//m2:99999/" })
	void unusableRedirectsLeadNowhere(String location) {
		if (!location.isEmpty()) {
			assertThat(MasterAddress.parse("http://m1:5050").redirect(location)).isNull();
		}
	}

	@Test
	void aListIsTriedInTurn() {
		MasterList masters = MasterList.parse("http://m1:5050, https://m2,m3:1");

		assertThat(masters).hasToString("http://m1:5050,https://m2:5050,http://m3:1");
		assertThat(masters.masters()).hasSize(3);
		StringBuilder order = new StringBuilder();
		for (int i = 0; i < 4; i++) {
			masters.detect(null).thenAccept((master) -> order.append(master.host()).append(' '));
		}
		assertThat(order).hasToString("m1 m2 m3 m1 ");
	}

	@Test
	void aListWithAnEmptyEntryIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MasterList.parse("m1,,m2"))
			.withMessageContaining("empty entry")
			.withMessageContaining("http://m1:5050,http://m2:5050");
	}

	@Test
	void aZooKeeperPathIsExplained() {
		assertThatIllegalArgumentException().isThrownBy(() -> MasterList.parse("zk://u:geheim@h1:2181,h2:2181/mesos"))
			.withMessageContaining("ZooKeeper")
			.withMessageContaining("http://m1:5050,http://m2:5050")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("geheim"));
	}

	@Test
	void redirectsInARowAreLimited() {
		RedirectLimit limit = new RedirectLimit(2);
		MasterAddress leader = MasterAddress.parse("m2");

		assertThat(limit.follow(leader)).isEqualTo(leader);
		assertThat(limit.follow(leader)).isEqualTo(leader);
		assertThat(limit.follow(leader)).isNull();
		assertThat(limit.follow(leader)).isEqualTo(leader);
		limit.reset();
		assertThat(limit.follow(null)).isNull();
	}

	@Test
	void anAddressChecksItsParts() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new MasterAddress("tcp", "m1", 1));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new MasterAddress("http", "a b", 1));
		assertThat(new MasterAddress("http", "::1", 1).hostAndPort()).isEqualTo("[::1]:1");
	}

}
