package io.mesosframework.task.definition;

import org.jspecify.annotations.Nullable;

/**
 * What every text of a document must fulfil, so that calls, processes and the store can
 * carry it.
 */
final class Texts {

	private Texts() {
	}

	/**
	 * Return why a text cannot be used: {@code execve} ends it at a NUL character, and
	 * UTF-8 has no lone surrogates.
	 * @return the fault, which does not repeat the text, or {@code null}
	 */
	static @Nullable String unusable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char each = text.charAt(i);
			if (each == 0) {
				return "must not have a NUL character, at which a process would see the end";
			}
			if (Character.isSurrogate(each)) {
				boolean pair = Character.isHighSurrogate(each) && i + 1 < text.length()
						&& Character.isLowSurrogate(text.charAt(i + 1));
				if (!pair) {
					return "must not have half of a surrogate pair, which UTF-8 cannot represent";
				}
				i++;
			}
		}
		return null;
	}

}
