package dev.rung.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Programs that stand in for those which the launcher calls. */
final class StandIns {
  /** Makes the cache that it is asked for, and prints its arguments. */
  private static final String JAVA =
      """
      for argument; do
        case $argument in
          -XX:AOTCacheOutput=*) echo cache > "${argument#*=}" ;;
        esac
      done
      echo "$@"
      """;

  private StandIns() {}

  /** A folder that looks like a JDK 25. */
  static Path jdk(Path home) throws IOException {
    return jdk(home, "25.0.1", JAVA);
  }

  /** A folder that looks like a JDK of this version, whose programs do this. */
  static Path jdk(Path home, String version, String does) throws IOException {
    program(home.resolve("bin/java"), does);
    program(home.resolve("bin/javac"), does);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** A shell script. */
  static Path program(Path file, String does) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + does);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
