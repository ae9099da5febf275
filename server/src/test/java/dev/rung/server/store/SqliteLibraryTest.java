package dev.rung.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
  @TempDir private Path temporary;

  @Test
  void leavesNothingBehindOfAProcessThatIsHalted() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Halting.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();

    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(Halting.DONE);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  /** Uses a store and ends as a daemon does that is told to end. */
  static final class Halting {
    static final int DONE = 7;

    private Halting() {}

    public static void main(String[] arguments) throws Exception {
      try (Store store = Store.open(StoreSettings.inMemory(), List.of())) {
        int seven =
            store.read(db -> {
              try (ResultSet row = db.prepared("SELECT 7").executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
              }
            });
        Runtime.getRuntime().halt(seven);
      }
    }
  }
}
