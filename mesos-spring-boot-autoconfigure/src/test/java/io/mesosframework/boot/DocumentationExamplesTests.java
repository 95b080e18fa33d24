package io.mesosframework.boot;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compiles every Java example of the documentation, each on its own and as it is printed,
 * imports included.
 */
class DocumentationExamplesTests {

	private static final Path DOCS = Path.of("..", "docs");

	private static final Pattern EXAMPLE = Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern TYPE = Pattern
		.compile("^(?:public )?(?:final )?(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);

	/** Its examples are parts of tests in {@code mesos-embedded}. */
	private static final String TESTING = "testing.md";

	static Stream<Path> pages() throws IOException {
		List<Path> pages;
		try (Stream<Path> files = Files.list(DOCS)) {
			pages = files.filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
		return Stream.concat(pages.stream().filter((page) -> !page.endsWith(TESTING)),
				Stream.of(Path.of("..", "README.md")));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void examplesCompile(Path page, @TempDir Path classes) throws IOException {
		Matcher examples = EXAMPLE.matcher(Files.readString(page));
		while (examples.find()) {
			String source = examples.group(1);
			Matcher type = TYPE.matcher(source);
			assertThat(type.find()).as("a type in this example of %s:%n%s", page, source).isTrue();
			assertThat(compile(type.group(1), source, classes)).as("errors in %s", page).isEmpty();
		}
	}

	private static String compile(String type, String source, Path classes) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + type + ".java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
		StringWriter messages = new StringWriter();
		List<String> options = List.of("-d", classes.toString(), "-proc:none", "-parameters", "-classpath",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
		boolean compiled = compiler.getTask(messages, null, null, options, null, List.of(file)).call();
		return compiled ? "" : messages.toString();
	}

}
