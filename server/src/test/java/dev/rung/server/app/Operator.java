package dev.rung.server.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Somebody who types commands on the machine of a daemon, which may be up or down, and keeps what
 * the last one printed.
 */
final class Operator {
  /** Where nobody listens. */
  private static final String NOBODY = "127.0.0.1:1";

  private final Path state;
  private String out = "";
  private String err = "";

  /**
   * @param state what the daemon keeps
   */
  Operator(Path state) {
    this.state = state;
  }

  /** A daemon on that state. */
  RunningDaemon daemon(String settings) {
    return RunningDaemon.with(settings, Map.of("RUNG_STORE_FOLDER", state.toString()));
  }

  /** The variables by which commands find a daemon. */
  static Map<String, String> at(RunningDaemon daemon) {
    return Map.of(
        "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + daemon.daemon().grpcPort(),
        "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + daemon.daemon().adminPort());
  }

  /** Runs a command and returns its exit code. */
  int types(Map<String, String> variables, String... arguments) {
    Map<String, String> environment = new HashMap<>();
    environment.put("RUNG_SERVER_ADMIN_ADDRESS", NOBODY);
    environment.put("RUNG_LOG_LEVEL", "error");
    environment.put("RUNG_STORE_FOLDER", state.toString());
    environment.putAll(variables);
    Typed typed = Typed.in(environment, arguments);
    out = typed.out().strip();
    err = typed.err();
    return typed.code();
  }

  /** What the last command printed, without white space around it. */
  String out() {
    return out;
  }

  /** What the last command said on the standard error. */
  String err() {
    return err;
  }
}
