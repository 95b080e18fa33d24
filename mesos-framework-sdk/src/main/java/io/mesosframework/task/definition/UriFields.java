package io.mesosframework.task.definition;

import static io.mesosframework.task.definition.FieldTypes.FLAG;
import static io.mesosframework.task.definition.FieldTypes.TEXT;

/**
 * Declares the fields of a file to fetch.
 */
final class UriFields {

	static final DefinitionField<String> URI = DefinitionField.of("uri", TEXT, "From where.").required("");

	static final DefinitionField<Boolean> EXECUTE = DefinitionField
		.of("execute", FLAG, "Whether the file is made executable.")
		.alias("executable")
		.orElse(false);

	static final DefinitionField<Boolean> EXTRACT = DefinitionField
		.of("extract", FLAG, "Whether an archive is unpacked.")
		.orElse(true, "true, false with `execute`");

	static final DefinitionField<Boolean> CACHE = DefinitionField
		.of("cache", FLAG, "Whether the agent keeps the file for other tasks.")
		.orElse(false);

	static final DefinitionField<String> OUTPUT_FILE = DefinitionField.of("output_file", TEXT,
			"Path in the sandbox, instead of the last part of the URI.");

	static final ObjectType URI_TYPE = ObjectType.of(URI, EXTRACT, EXECUTE, CACHE, OUTPUT_FILE);

	private UriFields() {
	}

}
