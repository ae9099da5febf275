package dev.rung.server.budget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which run of the kernel this is. Pages of a mapped file live as long as one. */
final class Boot {
  private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

  private Boot() {}

  /** Empty where the kernel does not tell, so that every end without a farewell counts as one. */
  static String id() {
    try {
      return Files.readString(ID).strip();
    } catch (IOException unknown) {
      return "";
    }
  }
}
