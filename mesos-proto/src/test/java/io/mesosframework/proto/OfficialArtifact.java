package io.mesosframework.proto;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;

/**
 * The last released Java artifact of Apache Mesos. Its classes have the names of ours,
 * and a relocated protobuf runtime, so they live in a class loader of their own and hand
 * over nothing but bytes.
 */
final class OfficialArtifact implements AutoCloseable {

	private final URLClassLoader loader;

	OfficialArtifact() throws Exception {
		Path jar = Path.of(System.getProperty("official.jar", "target/official/mesos.jar"));
		if (!Files.isRegularFile(jar)) {
			throw new IllegalStateException("'" + jar + "' is missing: Maven copies it in generate-test-resources");
		}
		this.loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, ClassLoader.getPlatformClassLoader());
	}

	FileDescriptorProto file(String outerClass) throws Exception {
		Object descriptor = this.loader.loadClass(outerClass).getMethod("getDescriptor").invoke(null);
		Object proto = descriptor.getClass().getMethod("toProto").invoke(descriptor);
		return FileDescriptorProto.parseFrom((byte[]) proto.getClass().getMethod("toByteArray").invoke(proto));
	}

	@Override
	public void close() throws IOException {
		this.loader.close();
	}

}
