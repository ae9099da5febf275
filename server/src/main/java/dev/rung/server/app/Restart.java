package dev.rung.server.app;

import dev.rung.server.config.Configuration;
import java.util.ArrayList;
import java.util.List;

/** What a running daemon cannot take over from another configuration. */
final class Restart {
  private Restart() {}

  /**
   * What a running daemon cannot take over from another configuration.
   *
   * @param running the one that it was started with; later ones have not changed this part of it
   */
  static List<String> needsRestart(Configuration running, Configuration next) {
    List<String> tables = new ArrayList<>();
    if (!running.server().equals(next.server())) {
      tables.add("[server]");
    }
    if (!running.feedback().equals(next.feedback())) {
      tables.add("[feedback]");
    }
    if (!running.store().equals(next.store())) {
      tables.add("[store]");
    }
    if (!running.cache().encryptionKeyEnv().equals(next.cache().encryptionKeyEnv())) {
      tables.add("cache.encryption_key_env");
    }
    if (!running.auth().jwt().equals(next.auth().jwt())) {
      tables.add("[auth.jwt]");
    }
    if (!running.costs().equals(next.costs())) {
      tables.add("[costs]");
    }
    if (!running.log().equals(next.log())) {
      tables.add("[log]");
    }
    return tables;
  }
}
