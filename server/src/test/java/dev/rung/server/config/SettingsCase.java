package dev.rung.server.config;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a table of settings share: a way to load texts. */
abstract class SettingsCase {
  @TempDir Path folder;
  Loading loading;

  @BeforeEach
  void useFolder() {
    loading = new Loading(folder);
  }
}
