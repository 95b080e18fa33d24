package io.mesosframework.task.definition;

import org.jspecify.annotations.Nullable;

/**
 * Checks that texts of a document can be used in calls, in processes and in the store.
 */
final class Texts {

	private Texts() {
	}

	/**
	 * Return why a text cannot be used: it contains a NUL character, at which
	 * {@code execve} would end it, or a lone surrogate, which UTF-8 cannot encode.
	 * @return the error, which does not repeat the text, or {@code null}
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
