package dev.rung.server.config;

/**
 * What commands of the same machine have to know of a daemon: where it listens, where it keeps its
 * state, and how it logs.
 */
public record Whereabouts(ServerSettings server, StoreTable store, LogSettings log) {

  static Whereabouts read(Section root) {
    return new Whereabouts(
        root.table("server", ServerSettings::read),
        root.table("store", StoreTable::read),
        root.table("log", LogSettings::read));
  }
}
