package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
  private static final String KEY = "sk-very-private";

  @Test
  void showsItselfOnlyWhenAsked() {
    Secret secret = new Secret(KEY);

    assertThat(secret.reveal()).isEqualTo(KEY);
    assertThat(secret).hasToString("Secret[redacted]");
  }

  @Test
  void staysHiddenInTheSettingsThatHoldIt() {
    ProviderSettings settings =
        new ProviderSettings(
            "openai",
            ProviderKind.OPENAI,
            URI.create("http://127.0.0.1:9100/v1"),
            KeySet.of(ApiKey.ofVariable("OPENAI_API_KEY", new Secret(KEY))),
            Timeouts.DEFAULT,
            ProviderSettings.DEFAULT_MAX_RESPONSE_BYTES);

    assertThat(settings.toString()).contains("Secret[redacted]").doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void isNotBlank(String blank) {
    assertThatThrownBy(() -> new Secret(blank))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key must not be blank");
  }
}
