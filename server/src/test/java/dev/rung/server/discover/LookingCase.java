package dev.rung.server.discover;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of discovery share: a folder to look in, and who looks. */
abstract class LookingCase {
  @TempDir Path folder;
  Looking looking = new Looking(Path.of(""));

  @BeforeEach
  void start() {
    looking = new Looking(folder);
  }
}
