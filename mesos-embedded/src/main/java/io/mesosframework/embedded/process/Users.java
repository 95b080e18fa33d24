package io.mesosframework.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;

import org.apache.mesos.v1.Protos.CommandInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of this machine. Only root can run processes as somebody else; for
 * everybody else the wish is ignored. A command that names an account which does not
 * exist is refused; the user of a framework need not exist.
 *
 * @since 0.1.0
 */
public final class Users {

	static final int UID = 2;

	static final int GID = 3;

	private static final Logger logger = LoggerFactory.getLogger(Users.class);

	private static final Path ACCOUNTS = Path.of("/etc/passwd");

	private static final int FIELDS = 4;

	private Users() {
	}

	/**
	 * Return why a command cannot run as the user that it names.
	 * @param command the command
	 * @return the error, or {@code null} when it names none or the account exists
	 */
	public static @Nullable String refusal(CommandInfo command) {
		String user = command.getUser();
		boolean self = user.equals(System.getProperty("user.name", ""));
		return (command.hasUser() && !self && find(user) == null)
				? "Failed to chown directory to '" + user + "': No such user '" + user + "'" : null;
	}

	/**
	 * Find an account.
	 * @param user its name
	 * @return its fields, or {@code null} when it does not exist
	 */
	static String @Nullable [] find(String user) {
		try {
			for (String line : Files.readAllLines(ACCOUNTS, StandardCharsets.UTF_8)) {
				String[] fields = line.split(":");
				if (fields.length >= FIELDS && fields[0].equals(user)) {
					return fields;
				}
			}
		}
		catch (IOException ex) {
			logger.debug("Cannot read the accounts of this machine", ex);
		}
		return null;
	}

	/**
	 * Give a directory with all its content to a user. Nothing happens unless we are root
	 * and the account exists and is another one.
	 * @param directory the directory
	 * @param user the user or {@code null}
	 * @throws IOException if it cannot be done
	 */
	public static void own(Path directory, @Nullable String user) throws IOException {
		String self = System.getProperty("user.name", "");
		if (user == null || user.equals(self) || !"root".equals(self) || find(user) == null) {
			return;
		}
		UserPrincipal owner = directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
				Files.setOwner(visited, owner);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (!attributes.isSymbolicLink()) {
					Files.setOwner(file, owner);
				}
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
