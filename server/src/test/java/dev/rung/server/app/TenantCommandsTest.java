package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.app.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung tenants keys ...}, with the daemon up and down. */
@Timeout(120)
class TenantCommandsTest {
  /** Where nobody listens. */
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir Path state;
  private String out = "";
  private String err = "";

  private int types(Map<String, String> variables, String... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(printed, true, UTF_8),
            new PrintStream(told, true, UTF_8),
            false,
            false);
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "RUNG_SERVER_ADMIN_ADDRESS",
                NOBODY,
                "RUNG_LOG_LEVEL",
                "error",
                "RUNG_STORE_FOLDER",
                state.toString()));
    environment.putAll(variables);
    int code = Main.run(terminal, environment, arguments);
    out = printed.toString(UTF_8).strip();
    err = told.toString(UTF_8);
    return code;
  }

  private RunningDaemon daemon() {
    return RunningDaemon.with("", Map.of("RUNG_STORE_FOLDER", state.toString()));
  }

  private static Map<String, String> at(RunningDaemon daemon) {
    return Map.of(
        "RUNG_SERVER_GRPC_ADDRESS", "127.0.0.1:" + daemon.daemon().grpcPort(),
        "RUNG_SERVER_ADMIN_ADDRESS", "127.0.0.1:" + daemon.daemon().adminPort());
  }

  @Test
  void keysAreMadeListedAndRevokedAtTheDaemon() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = new HashMap<>(at(daemon));
      assertThat(
              types(
                  there, "tenants", "keys", "create", "--tenant", "ops", "--scope", "admin,stats"))
          .as(err)
          .isZero();
      String key = out;
      assertThat(key).startsWith("rung_");

      assertThat(types(there, "tenants", "keys", "list")).isEqualTo(1);
      assertThat(err).contains("KEY_MISSING");
      there.put("RUNG_API_KEY", key);
      assertThat(types(there, "tenants", "keys", "list")).as(err).isZero();
      assertThat(out).contains("ops", "stats,admin").doesNotContain(key.substring(20));
      assertThat(types(there, "stats")).as(err).isZero();
      assertThat(types(there, "tenants", "keys", "revoke", key.substring(5, 17))).isZero();
      assertThat(types(there, "tenants", "keys", "list")).isEqualTo(1);
      assertThat(err).contains("KEY_REVOKED");
    }
  }

  @Test
  void aKeyIsTakenFromTheVariableThatIsNamed() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = new HashMap<>(at(daemon));
      types(there, "tenants", "keys", "create", "--tenant", "one", "--expires", "90d");
      there.put("MINE", out);

      assertThat(types(there, "stats", "--api-key-env", "MINE")).as(err).isZero();
    }
  }

  @Test
  void whoLostTheKeyMakesAnotherWhileTheDaemonIsDown() {
    String key;
    assertThat(types(Map.of(), "tenants", "keys", "create", "--tenant", "ops", "--scope", "admin"))
        .as(err)
        .isZero();
    key = out;
    assertThat(err).contains("working on its state");

    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = new HashMap<>(at(daemon));
      assertThat(types(there, "tenants", "keys", "list")).isEqualTo(1);
      there.put("RUNG_API_KEY", key);
      assertThat(types(there, "tenants", "keys", "list")).as(err).isZero();
    }

    assertThat(types(Map.of(), "tenants", "keys", "list", "--json")).as(err).isZero();
    assertThat(out).contains("\"tenant\": \"ops\"", "last_used_at");
    assertThat(types(Map.of(), "tenants", "keys", "revoke", key.substring(5, 17))).isZero();
    assertThat(types(Map.of(), "tenants", "keys", "revoke", "nobody")).isEqualTo(2);
  }

  @Test
  void whatCannotBeIsRefusedAsBadUsage() {
    assertThat(types(Map.of(), "tenants", "keys", "create")).isEqualTo(2);
    assertThat(types(Map.of(), "tenants", "keys", "create", "--tenant", "a b")).isEqualTo(2);
    assertThat(types(Map.of(), "tenants", "keys", "create", "--tenant", "a", "--scope", "root"))
        .isEqualTo(2);
    assertThat(
            types(Map.of("RUNG_STORE_FOLDER", "off"), "tenants", "keys", "create", "--tenant", "a"))
        .isEqualTo(2);
    assertThat(err).contains("store.folder is off");
  }
}
