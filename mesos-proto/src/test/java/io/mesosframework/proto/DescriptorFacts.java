package io.mesosframework.proto;

import java.util.SortedSet;
import java.util.TreeSet;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Message;

/**
 * Takes a {@code .proto} file apart into single facts, one line each, so that two files
 * can be compared whatever the order in which they declare things.
 */
final class DescriptorFacts {

	private final SortedSet<String> facts = new TreeSet<>();

	private DescriptorFacts() {
	}

	static SortedSet<String> of(FileDescriptorProto file) {
		DescriptorFacts collector = new DescriptorFacts();
		String name = "file " + file.getName();
		collector.add(name);
		collector.add(name + " package " + file.getPackage());
		collector.add(name + " syntax " + (file.getSyntax().isEmpty() ? "proto2" : file.getSyntax()));
		collector.add(name + " options " + oneLine(file.getOptions()));
		for (String dependency : file.getDependencyList()) {
			collector.add(name + " imports " + dependency);
		}
		String scope = file.getPackage();
		file.getMessageTypeList().forEach((message) -> collector.message(scope, message));
		file.getEnumTypeList().forEach((type) -> collector.enumeration(scope, type));
		file.getExtensionList().forEach((field) -> collector.field("extension", scope, field, ""));
		file.getServiceList().stream().map(ServiceDescriptorProto::toString).forEach(collector::add);
		return collector.facts;
	}

	private void message(String scope, DescriptorProto message) {
		String name = scope + '.' + message.getName();
		add("message " + name + options(message.getOptions()));
		for (FieldDescriptorProto field : message.getFieldList()) {
			String oneof = field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "";
			field("field", name, field, oneof);
		}
		message.getOneofDeclList()
			.forEach((oneof) -> add("oneof " + name + '.' + oneof.getName() + options(oneof.getOptions())));
		for (ReservedRange range : message.getReservedRangeList()) {
			add("reserved " + name + ' ' + range.getStart() + ".." + (range.getEnd() - 1));
		}
		message.getReservedNameList().forEach((reserved) -> add("reserved " + name + ' ' + reserved));
		message.getExtensionRangeList().forEach((range) -> add("extensions " + name + ' ' + oneLine(range)));
		message.getExtensionList().forEach((field) -> field("extension", name, field, ""));
		message.getEnumTypeList().forEach((type) -> enumeration(name, type));
		message.getNestedTypeList().forEach((nested) -> message(name, nested));
	}

	private void enumeration(String scope, EnumDescriptorProto type) {
		String name = scope + '.' + type.getName();
		add("enum " + name + options(type.getOptions()));
		// The first value is what an absent field reads as.
		add("enum " + name + " begins with " + type.getValue(0).getName());
		for (EnumValueDescriptorProto value : type.getValueList()) {
			add("value " + name + '.' + value.getName() + " = " + value.getNumber() + options(value.getOptions()));
		}
		type.getReservedRangeList()
			.forEach((range) -> add("reserved " + name + ' ' + range.getStart() + ".." + range.getEnd()));
		type.getReservedNameList().forEach((reserved) -> add("reserved " + name + ' ' + reserved));
	}

	private void field(String kind, String scope, FieldDescriptorProto field, String oneof) {
		StringBuilder line = new StringBuilder(kind).append(' ')
			.append(scope)
			.append('.')
			.append(field.getName())
			.append(" = ")
			.append(field.getNumber())
			.append(' ')
			.append(field.getLabel())
			.append(' ')
			.append(field.getType())
			.append(' ')
			.append(field.getTypeName());
		if (field.hasDefaultValue()) {
			line.append(" default ").append(field.getDefaultValue());
		}
		if (!oneof.isEmpty()) {
			line.append(" oneof ").append(oneof);
		}
		if (field.hasExtendee()) {
			line.append(" extends ").append(field.getExtendee());
		}
		add(line.append(options(field.getOptions())).toString());
	}

	private static String options(Message options) {
		String text = oneLine(options);
		return text.isEmpty() ? "" : " [" + text + ']';
	}

	private static String oneLine(Message message) {
		return message.toString().strip().replace("\n", ", ");
	}

	private void add(String fact) {
		this.facts.add(fact);
	}

}
