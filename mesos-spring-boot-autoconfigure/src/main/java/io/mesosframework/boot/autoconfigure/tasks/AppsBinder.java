package io.mesosframework.boot.autoconfigure.tasks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.mesosframework.task.definition.DefinitionError;
import io.mesosframework.task.definition.DefinitionField;
import io.mesosframework.task.definition.DefinitionField.Kind;
import io.mesosframework.task.definition.InvalidDefinitionException;
import io.mesosframework.task.definition.TaskDefinition;
import io.mesosframework.task.definition.TaskDefinitionReader;
import io.mesosframework.task.definition.TaskDefinitionSchema;

/**
 * Binds {@code mesos.apps} by the rules of Spring Boot, based on the declared fields of a
 * definition. Single values come from the property source with the highest precedence,
 * maps and objects are merged, and a list replaces the lists of sources with lower
 * precedence as a whole. Not thread-safe.
 */
final class AppsBinder {

	private static final ConfigurationPropertyName APPS = ConfigurationPropertyName.of("mesos.apps");

	private final List<ConfigurationPropertySource> sources = new ArrayList<>();

	private final PlaceholdersResolver placeholders;

	private final PropertyOrigins origins = new PropertyOrigins();

	AppsBinder(Environment environment) {
		ConfigurationPropertySources.get(environment).forEach((source) -> {
			ConfigurationPropertySource apps = source.filter(APPS::isAncestorOf);
			if (apps != null) {
				this.sources.add(apps);
			}
		});
		this.placeholders = new PropertySourcesPlaceholdersResolver(environment);
	}

	/**
	 * Bind the definitions of all apps.
	 * @return the definitions
	 * @throws InvalidDefinitionException if any definition is invalid; each error names
	 * the origin of its property
	 */
	List<TaskDefinition> bind() {
		Map<String, Object> apps = new LinkedHashMap<>();
		names().forEach((name, app) -> {
			Object tree = value(name, app, Kind.OBJECT, false, TaskDefinitionSchema.fields(), this.sources);
			apps.put(app, (tree != null) ? tree : "");
		});
		try {
			return new TaskDefinitionReader().readAll(apps);
		}
		catch (InvalidDefinitionException ex) {
			throw new InvalidDefinitionException(ex.faults()
				.stream()
				.map((fault) -> new DefinitionError(fault.path(),
						fault.message() + this.origins.describe(fault.path())))
				.toList());
		}
	}

	/**
	 * Return the apps with their names as spelled in the source with the lowest
	 * precedence, because environment variables cannot express dashes or case.
	 */
	private Map<ConfigurationPropertyName, String> names() {
		int depth = APPS.getNumberOfElements();
		Map<ConfigurationPropertyName, String> names = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : this.sources) {
			for (ConfigurationPropertyName name : below(APPS, source)) {
				names.put(name.chop(depth + 1), name.getElement(depth, Form.ORIGINAL));
			}
		}
		return names;
	}

	private static List<ConfigurationPropertyName> below(ConfigurationPropertyName parent,
			ConfigurationPropertySource source) {
		return (source instanceof IterableConfigurationPropertySource iterable)
				? iterable.stream().filter(parent::isAncestorOf).toList() : List.of();
	}

	private @Nullable Object value(ConfigurationPropertyName name, String path, Kind kind, boolean list,
			List<DefinitionField<?>> fields, List<ConfigurationPropertySource> from) {
		for (ConfigurationPropertySource source : from) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			boolean hasMore = source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT;
			if (property != null && !(hasMore && "".equals(property.getValue()))) {
				this.origins.put(path, property);
				return single(name, list, from);
			}
			if (hasMore) {
				TreeSet<Integer> indexes = indexes(name, source);
				if (!indexes.isEmpty()) {
					return items(name, path, kind, fields, source, indexes);
				}
				return (kind == Kind.MAP) ? map(name, path, from) : object(name, path, fields, from);
			}
		}
		return null;
	}

	/** Bind a single value; for a list it holds all items, separated by commas. */
	private @Nullable Object single(ConfigurationPropertyName name, boolean list,
			List<ConfigurationPropertySource> from) {
		Bindable<?> target = list ? Bindable.listOf(String.class) : Bindable.of(String.class);
		return new Binder(from, this.placeholders).bind(name, target).orElse(null);
	}

	private static TreeSet<Integer> indexes(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		int depth = name.getNumberOfElements();
		TreeSet<Integer> indexes = new TreeSet<>();
		for (ConfigurationPropertyName inner : below(name, source)) {
			if (inner.isNumericIndex(depth)) {
				indexes.add(Integer.parseInt(inner.getElement(depth, Form.UNIFORM)));
			}
		}
		return indexes;
	}

	/** Bind a list, taking all items from one source. */
	private List<Object> items(ConfigurationPropertyName name, String path, Kind kind, List<DefinitionField<?>> fields,
			ConfigurationPropertySource source, TreeSet<Integer> indexes) {
		List<Object> items = new ArrayList<>();
		for (int index : indexes) {
			String item = path + "[" + index + "]";
			if (index != items.size()) {
				throw new InvalidDefinitionException(List.of(new DefinitionError(item,
						"has no item [" + items.size() + "] before it; give the items of a list without gaps")));
			}
			Object value = value(name.append("[" + index + "]"), item, kind, false, fields, List.of(source));
			items.add((value != null) ? value : "");
		}
		return items;
	}

	/** Bind a map of strings; keys with dots are not split. */
	private Map<String, String> map(ConfigurationPropertyName name, String path,
			List<ConfigurationPropertySource> from) {
		Map<String, String> map = new LinkedHashMap<>();
		new Binder(from, this.placeholders)
			.bind(name, Bindable.mapOf(String.class, String.class), this.origins.recorder(name, path))
			.ifBound(map::putAll);
		return map;
	}

	private Map<String, Object> object(ConfigurationPropertyName name, String path, List<DefinitionField<?>> fields,
			List<ConfigurationPropertySource> from) {
		Map<String, Object> object = new LinkedHashMap<>();
		for (DefinitionField<?> field : fields) {
			List<String> names = new ArrayList<>(field.aliases());
			names.add(0, field.name());
			for (String each : names) {
				String key = each.replace('_', '-');
				Object value = value(name.append(key), path + "." + key, field.kind(), field.isList(), field.fields(),
						from);
				if (value != null) {
					object.put(key, value);
				}
			}
		}
		from.forEach((source) -> addUnknown(object, name, path, fields, source));
		return object;
	}

	/** Add undeclared keys so that the document reader reports them. */
	private void addUnknown(Map<String, Object> object, ConfigurationPropertyName name, String path,
			List<DefinitionField<?>> fields, ConfigurationPropertySource source) {
		int depth = name.getNumberOfElements();
		for (ConfigurationPropertyName inner : below(name, source)) {
			if (fields.stream().noneMatch((field) -> isBelow(field, inner, depth, source))) {
				String key = inner.getElement(depth, Form.ORIGINAL);
				object.putIfAbsent(key, "");
				ConfigurationProperty property = source.getConfigurationProperty(inner);
				if (property != null) {
					this.origins.put(path + "." + key, property);
				}
			}
		}
	}

	private static boolean isBelow(DefinitionField<?> field, ConfigurationPropertyName inner, int depth,
			ConfigurationPropertySource source) {
		if (isUniform(field, inner.getElement(depth, Form.UNIFORM))) {
			return true;
		}
		// An environment variable may also use underscores for dashes.
		StringBuilder uniform = new StringBuilder();
		for (int i = depth; source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource
				&& i < inner.getNumberOfElements(); i++) {
			uniform.append(inner.getElement(i, Form.UNIFORM));
			if (isUniform(field, uniform.toString())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isUniform(DefinitionField<?> field, String element) {
		return uniform(field.name()).equals(element)
				|| field.aliases().stream().anyMatch((alias) -> uniform(alias).equals(element));
	}

	private static String uniform(String name) {
		return name.replace("_", "").toLowerCase(Locale.ROOT);
	}

}
