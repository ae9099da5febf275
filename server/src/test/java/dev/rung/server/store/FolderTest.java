package dev.rung.server.store;

import static dev.rung.server.store.Words.WORDS;
import static dev.rung.server.store.Words.add;
import static dev.rung.server.store.Words.kind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that a daemon has for itself. */
class FolderTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"state", "a/deeper/state"})
  void aFolderHasOneDaemonAtATime(String name) throws Exception {
    Path path = folder.resolve(name);
    try (Folder taken = Folder.take(path)) {
      assertThat(taken.file("rung.db")).isEqualTo(path.resolve("rung.db"));
      assertThatThrownBy(() -> Folder.take(path)).hasMessageContaining("another daemon");
    }
    Folder.take(path).close();
  }

  @Test
  void onlyItsOwnerReadsWhatIsMadeInIt() throws Exception {
    try (Folder taken = Folder.take(folder.resolve("state"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.file("."))))
          .isEqualTo("rwx------");
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.file("rung.lock"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsTakenAndItsStoreTellsTheFault() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("file"), "");
    try (Folder taken = Folder.take(inTheWay.resolve("state"));
        Store store = Store.open(StoreSettings.durable(taken.file("rung.db")), List.of(WORDS))) {
      assertThat(kind(store.change(add("one")))).isEqualTo(Kind.IO);
    }
  }
}
