package io.mesosframework.embedded.agent;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import org.apache.mesos.v1.Protos.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The directories of an agent, laid out as Mesos does ({@code src/slave/paths.cpp}).
 * Blocks; not to be used on the loop, except for computing paths.
 */
final class Sandboxes {

	private Sandboxes() {
	}

	/**
	 * Return the sandbox of an executor.
	 * @param workDir the work directory
	 * @param agentId the agent
	 * @param frameworkId the framework
	 * @param executorId the executor
	 * @param containerId its container
	 * @return the directory
	 */
	static Path executor(Path workDir, String agentId, String frameworkId, String executorId, String containerId) {
		return workDir.resolve("slaves")
			.resolve(agentId)
			.resolve("frameworks")
			.resolve(frameworkId)
			.resolve("executors")
			.resolve(executorId)
			.resolve("runs")
			.resolve(containerId);
	}

	/**
	 * Return the directory of a persistent volume.
	 * @param workDir the work directory
	 * @param volume the volume
	 * @return the directory
	 */
	static Path volume(Path workDir, Resource volume) {
		Path root = workDir;
		Resource.DiskInfo.Source source = volume.getDisk().getSource();
		if (source.getType() == Resource.DiskInfo.Source.Type.MOUNT && source.getMount().hasRoot()) {
			return workDir.resolve(source.getMount().getRoot());
		}
		if (source.getType() == Resource.DiskInfo.Source.Type.PATH && source.getPath().hasRoot()) {
			root = workDir.resolve(source.getPath().getRoot());
		}
		String role = (volume.getReservationsCount() > 0)
				? volume.getReservations(volume.getReservationsCount() - 1).getRole() : "*";
		return root.resolve("volumes")
			.resolve("roles")
			.resolve(role.replace('/', ' '))
			.resolve(volume.getDisk().getPersistence().getId());
	}

	/**
	 * Return whether a resource is a persistent volume.
	 * @param resource the resource
	 * @return {@code true} for a volume
	 */
	static boolean isVolume(Resource resource) {
		return resource.getDisk().hasPersistence();
	}

	/**
	 * Create a sandbox with its output files, and make it the latest of its executor.
	 * @param sandbox the directory
	 * @throws IOException if it cannot be created
	 */
	static void create(Path sandbox) throws IOException {
		Files.createDirectories(sandbox);
		for (String name : List.of("stdout", "stderr")) {
			Files
				.newByteChannel(sandbox.resolve(name),
						List.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND)
							.toArray(StandardOpenOption[]::new))
				.close();
		}
		Path runs = sandbox.getParent();
		if (runs != null && "runs".equals(String.valueOf(runs.getFileName()))) {
			Path latest = runs.resolve("latest");
			Files.deleteIfExists(latest);
			Files.createSymbolicLink(latest, sandbox);
		}
	}

	/**
	 * Make the volumes among some resources visible in a sandbox.
	 * @param workDir the work directory
	 * @param resources the resources
	 * @param sandbox the sandbox
	 * @throws IOException if a link cannot be made
	 */
	static void linkVolumes(Path workDir, List<Resource> resources, Path sandbox) throws IOException {
		for (Resource resource : resources) {
			if (!isVolume(resource) || !resource.getDisk().hasVolume()) {
				continue;
			}
			Path link = sandbox.resolve(resource.getDisk().getVolume().getContainerPath()).normalize();
			if (!link.startsWith(sandbox) || Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
				continue;
			}
			Path target = volume(workDir, resource);
			Files.createDirectories(target);
			Path parent = link.getParent();
			if (parent != null) {
				Files.createDirectories(parent);
			}
			Files.createSymbolicLink(link, target);
		}
	}

	/**
	 * Delete a directory with all its content; links are not followed.
	 * @param directory the directory
	 * @throws IOException if something cannot be deleted
	 */
	static void delete(Path directory) throws IOException {
		if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException ex) throws IOException {
				if (ex != null) {
					throw ex;
				}
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
