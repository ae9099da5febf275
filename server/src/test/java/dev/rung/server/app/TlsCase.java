package dev.rung.server.app;

import dev.rung.v1.GenerateRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of daemons with a certificate share: the folder with it, and what they ask. */
abstract class TlsCase {
  /** Has "37.5" as its answer, from a template. */
  static final GenerateRequest SUM =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  @TempDir Path folder;
  TlsFolder files = new TlsFolder(Path.of(""));

  @BeforeEach
  void certifyTheDaemon() throws Exception {
    files = new TlsFolder(folder);
    files.write("server", "localhost");
  }
}
