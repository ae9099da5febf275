package dev.rung.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The table [store]: what survives a restart.
 *
 * @param folder for the daemon's state; absent keeps it in memory
 */
public record StoreTable(Optional<Path> folder) {
  private static final String NAME = "rung";

  static StoreTable read(Section section) {
    Reading reading = section.reading();
    return new StoreTable(
        section
            .find("folder", Format.PATH_OR_OFF)
            .map(path -> path.map(reading::resolve))
            .orElseGet(() -> usual(reading)));
  }

  /** Where systemd says, or as the XDG specification has it. */
  private static Optional<Path> usual(Reading reading) {
    return reading
        .variable("STATE_DIRECTORY")
        .map(folders -> Path.of(folders.split(":", 2)[0]))
        .or(() -> reading.variable("XDG_STATE_HOME").map(Path::of).map(home -> home.resolve(NAME)))
        .or(() -> reading.variable("HOME").map(home -> Path.of(home, ".local", "state", NAME)));
  }
}
