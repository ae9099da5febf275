package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.CheckKeysResponse;
import dev.rung.v1.ProviderKey;
import dev.rung.v1.ProviderKey.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysCheckCommandTest {
  private final ScriptedDaemon daemon = new ScriptedDaemon();
  private final CommandLineUser user =
      new CommandLineUser((file, environment) -> daemon)
          .variable("RUNG_SERVER_ADMIN_ADDRESS", daemon.address());

  @AfterEach
  void close() {
    daemon.close();
  }

  private static ProviderKey key(String name, Status status, boolean usable) {
    return ProviderKey.newBuilder()
        .setProvider("openai")
        .setName(name)
        .setApiKeyEnv("OPENAI_API_KEY")
        .setStatus(status)
        .setUsable(usable)
        .setWeight(3)
        .setDetail("for a reason")
        .build();
  }

  @Test
  void showsEveryKeyAndEndsWith0WhereAllCanBeUsed() {
    daemon.keys =
        CheckKeysResponse.newBuilder()
            .addKeys(key("a", Status.VALID, true))
            .addKeys(key("b", Status.NOT_CHECKED, true))
            .build();

    int code = user.types("keys", "check");

    assertThat(code).isZero();
    assertThat(user.out())
        .isEqualTo(
            """
            PROVIDER  KEY  FROM            WEIGHT  STATUS       WHY
            openai    a    OPENAI_API_KEY       3  valid        for a reason
            openai    b    OPENAI_API_KEY       3  not checked  for a reason
            """);
  }

  @Test
  void endsWith1WhereOneCannotBeUsed() {
    daemon.keys =
        CheckKeysResponse.newBuilder()
            .addKeys(key("a", Status.VALID, true))
            .addKeys(
                key("b", Status.MISSING, false).toBuilder()
                    .clearApiKeyEnv()
                    .setApiKeyFile("/run/b"))
            .build();

    int code = user.types("keys", "check");

    assertThat(code).isEqualTo(1);
    assertThat(user.out()).contains("openai    b    /run/b               -  missing  for a reason");
  }

  @Test
  void printsJson() {
    daemon.keys = CheckKeysResponse.newBuilder().addKeys(key("a", Status.REFUSED, false)).build();

    int code = user.types("keys", "check", "--json");

    assertThat(code).isEqualTo(1);
    assertThat(user.out()).contains("\"status\": \"REFUSED\"").contains("\"name\": \"a\"");
  }

  @Test
  void saysWhereThereIsNoKey() {
    assertThat(user.types("keys", "check")).isZero();

    assertThat(user.out()).isEqualTo("No provider has or needs a key.\n");
  }
}
