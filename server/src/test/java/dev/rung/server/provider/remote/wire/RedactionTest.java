package dev.rung.server.provider.remote.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.Transport;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static final String KEY = "sk-proj-AbCdEfGh0123456789";
  private static final Redaction REDACTION = new Redaction(List.of(new Secret(KEY)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Incorrect key: sk-proj-AbCdEfGh0123456789. | Incorrect key: [redacted].",
        "it begins with sk-proj-Ab... | it begins with [redacted]",
        "it ends with ...23456789 | it ends with ...[redacted]",
        "bearer SK-PROJ-ABCDEFGH0123456789 | bearer [redacted]",
        "a,sk-proj-AbCdEfGh0123456789,sk-proj-AbCdEfGh0123456789 | a,[redacted],[redacted]",
        "middle AbCdEfGh01 of it | middle [redacted] of it",
        "sk-proj is a kind of key | sk-proj is a kind of key",
        "try 0123456 | try 0123456",
      })
  void hidesTheKeyAndItsParts(String said, String shown) {
    assertThat(REDACTION.of(said)).isEqualTo(shown);
    assertThat(REDACTION.concerns(said)).isEqualTo(!said.equals(shown));
  }

  @Test
  void neverShowsEightCharactersInARow() {
    for (int from = 0; from < KEY.length(); from++) {
      for (int to = from + 8; to <= KEY.length(); to++) {
        String shown = REDACTION.of("x" + KEY.substring(from, to) + "y z");

        for (int at = 0; at + 8 <= KEY.length(); at++) {
          assertThat(shown).doesNotContain(KEY.substring(at, at + 8));
        }
        assertThat(shown).endsWith(" z");
      }
    }
  }

  @Test
  void hidesAShortKeyAsAWhole() {
    Redaction redaction = new Redaction(List.of(new Secret("abc")));

    assertThat(redaction.of("bad key abc, ab is not")).isEqualTo("bad key [redacted], ab is not");
  }

  @Test
  void hidesEveryKeyOfTheProviderAndThePasswordOfItsProxy() {
    ApiKey first = ApiKey.ofVariable("A", new Secret("first-key-of-them"));
    ApiKey second = ApiKey.ofVariable("B", new Secret("zq81-mm40-pt77"));
    Optional<Proxies.Proxy> proxy =
        Optional.of(
            new Proxies.Proxy("p", 1, Optional.of(new Proxies.Login("me", "hard to guess"))));
    ProviderSettings settings =
        new ProviderSettings(
            "lab",
            ProviderKind.OPENAI,
            URI.create("http://127.0.0.1"),
            new KeySet(List.of(first, second), List.of()),
            Optional.empty(),
            Timeouts.DEFAULT,
            1024,
            new Transport(new Proxies(proxy, proxy, List.of()), List.of(), 1));

    assertThat(Redaction.of(settings).of("not first-key-of-them, zq81-mm40-pt77, hard to guess"))
        .isEqualTo("not [redacted], [redacted], [redacted]");
  }
}
