package dev.rung.server.app;

import dev.rung.server.app.cli.StateFiles;
import dev.rung.server.app.cli.UsageException;
import dev.rung.server.budget.StoreCheck;
import dev.rung.server.config.ConfigException;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The file of the tables that a configuration names. */
record KeptState(Path file) implements StateFiles {

  static StateFiles open(Optional<Path> configFile, Map<String, String> environment)
      throws UsageException {
    try {
      Path folder =
          new ConfigSource(configFile, environment, Path.of(""))
              .whereabouts()
              .store()
              .folder()
              .orElseThrow(() -> new UsageException("store.folder is off: nothing is kept"));
      Path file = folder.toAbsolutePath().resolve(State.FILE);
      if (!Files.exists(file)) {
        throw new UsageException("there is no file " + file + ": no daemon has kept anything yet");
      }
      return new KeptState(file);
    } catch (ConfigException refused) {
      throw new UsageException(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public List<String> check() throws IOException {
    try {
      return Store.look(file, StoreCheck::faults);
    } catch (StoreException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  @Override
  public void backup(Path copy) throws IOException {
    try {
      Store.backup(file, copy);
    } catch (StoreException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }
}
