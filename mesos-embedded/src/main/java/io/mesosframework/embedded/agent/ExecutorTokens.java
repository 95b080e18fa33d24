package io.mesosframework.embedded.agent;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import io.mesosframework.embedded.codec.Json;
import io.mesosframework.embedded.codec.JsonSyntaxException;

/**
 * Issues and verifies the authentication tokens of executors: JSON web tokens signed with
 * HMAC-SHA256 ({@code docs/authentication.md}).
 */
final class ExecutorTokens {

	private static final String ALGORITHM = "HmacSHA256";

	private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

	private final SecretKeySpec key;

	ExecutorTokens(String secret) {
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Create a token.
	 * @param frameworkId the framework
	 * @param executorId the executor
	 * @param containerId the container
	 * @return the token
	 */
	String create(String frameworkId, String executorId, String containerId) {
		Map<String, Object> claims = new LinkedHashMap<>();
		claims.put("cid", containerId);
		claims.put("eid", executorId);
		claims.put("fid", frameworkId);
		String content = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(Json.print(claims));
		return content + "." + ENCODER.encodeToString(sign(content));
	}

	/**
	 * Read a token.
	 * @param token the token
	 * @return its claims, or {@code null} when it was not signed by us
	 */
	@Nullable Map<String, Object> verify(String token) {
		int end = token.lastIndexOf('.');
		int start = token.indexOf('.');
		if (start < 0 || end <= start) {
			return null;
		}
		try {
			byte[] signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
			if (!MessageDigest.isEqual(signature, sign(token.substring(0, end)))) {
				return null;
			}
			String json = new String(Base64.getUrlDecoder().decode(token.substring(start + 1, end)),
					StandardCharsets.UTF_8);
			Map<String, Object> claims = new LinkedHashMap<>();
			if (Json.parse(json) instanceof Map<?, ?> map) {
				map.forEach((name, value) -> claims.put(String.valueOf(name), String.valueOf(value)));
			}
			return claims;
		}
		catch (IllegalArgumentException | JsonSyntaxException ex) {
			return null;
		}
	}

	private byte[] sign(String content) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("No " + ALGORITHM, ex);
		}
	}

	private static String encode(String text) {
		return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
