package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rung tenants keys ...}, with the daemon up and down. */
@Timeout(600)
class TenantCommandsTest {
  @TempDir private Path state;
  private Operator operator;

  @BeforeEach
  void sitDown() {
    operator = new Operator(state);
  }

  private RunningDaemon daemon() {
    return operator.daemon("");
  }

  @Test
  void keysAreMadeListedAndRevokedAtTheDaemon() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = new HashMap<>(Operator.at(daemon));
      assertThat(
              operator.types(
                  there, "tenants", "keys", "create", "--tenant", "ops", "--scope", "admin,stats"))
          .as(operator.err())
          .isZero();
      String key = operator.out();
      assertThat(key).startsWith("rung_");

      assertThat(operator.types(there, "tenants", "keys", "list")).isEqualTo(1);
      assertThat(operator.err()).contains("KEY_MISSING");
      there.put("RUNG_API_KEY", key);
      assertThat(operator.types(there, "tenants", "keys", "list")).as(operator.err()).isZero();
      assertThat(operator.out()).contains("ops", "stats,admin").doesNotContain(key.substring(20));
      assertThat(operator.types(there, "stats")).as(operator.err()).isZero();
      assertThat(operator.types(there, "tenants", "keys", "revoke", key.substring(5, 17))).isZero();
      assertThat(operator.types(there, "tenants", "keys", "list")).isEqualTo(1);
      assertThat(operator.err()).contains("KEY_REVOKED");
    }
  }

  @Test
  void aKeyIsTakenFromTheVariableThatIsNamed() {
    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = new HashMap<>(Operator.at(daemon));
      operator.types(there, "tenants", "keys", "create", "--tenant", "one", "--expires", "90d");
      there.put("MINE", operator.out());

      assertThat(operator.types(there, "stats", "--api-key-env", "MINE"))
          .as(operator.err())
          .isZero();
    }
  }

  @Test
  void whoLostTheKeyMakesAnotherWhileTheDaemonIsDown() {
    String key;
    assertThat(
            operator.types(
                Map.of(), "tenants", "keys", "create", "--tenant", "ops", "--scope", "admin"))
        .as(operator.err())
        .isZero();
    key = operator.out();
    assertThat(operator.err()).contains("working on its state");

    try (RunningDaemon daemon = daemon()) {
      Map<String, String> there = new HashMap<>(Operator.at(daemon));
      assertThat(operator.types(there, "tenants", "keys", "list")).isEqualTo(1);
      there.put("RUNG_API_KEY", key);
      assertThat(operator.types(there, "tenants", "keys", "list")).as(operator.err()).isZero();
    }

    assertThat(operator.types(Map.of(), "tenants", "keys", "list", "--json"))
        .as(operator.err())
        .isZero();
    assertThat(operator.out()).contains("\"tenant\": \"ops\"", "last_used_at");
    assertThat(operator.types(Map.of(), "tenants", "keys", "revoke", key.substring(5, 17)))
        .isZero();
    assertThat(operator.types(Map.of(), "tenants", "keys", "revoke", "nobody")).isEqualTo(2);
  }

  @Test
  void whatCannotBeIsRefusedAsBadUsage() {
    assertThat(operator.types(Map.of(), "tenants", "keys", "create")).isEqualTo(2);
    assertThat(operator.types(Map.of(), "tenants", "keys", "create", "--tenant", "a b"))
        .isEqualTo(2);
    assertThat(
            operator.types(
                Map.of(), "tenants", "keys", "create", "--tenant", "a", "--scope", "root"))
        .isEqualTo(2);
    assertThat(
            operator.types(
                Map.of(), "tenants", "keys", "create", "--tenant", "a", "--overlap", "1h"))
        .isEqualTo(2);
    assertThat(operator.err()).contains("--replaces");
    assertThat(
            operator.types(
                Map.of("RUNG_STORE_FOLDER", "off"), "tenants", "keys", "create", "--tenant", "a"))
        .isEqualTo(2);
    assertThat(operator.err()).contains("store.folder is off");
  }
}
