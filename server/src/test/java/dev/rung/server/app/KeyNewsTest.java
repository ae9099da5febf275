package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.guard.BreakerState;
import dev.rung.server.key.KeyReport;
import dev.rung.server.key.KeyStatus;
import dev.rung.server.provider.KeySource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyNewsTest {
  private final KeyNews news = new KeyNews();

  private static KeyReport report(String name, KeyStatus status) {
    return new KeyReport(
        "lab",
        name,
        new KeySource.Variable("KEY"),
        1,
        status,
        "as told",
        BreakerState.CLOSED,
        Optional.empty());
  }

  private List<KeyStatus> told(KeyReport... reports) {
    return news.in(List.of(reports)).stream().map(KeyReport::status).toList();
  }

  @Test
  void tellsWhatChangedOnce() {
    assertThat(told(report("a", KeyStatus.VALID))).isEmpty();
    assertThat(told(report("a", KeyStatus.REFUSED))).containsExactly(KeyStatus.REFUSED);
    assertThat(told(report("a", KeyStatus.REFUSED))).isEmpty();
    assertThat(told(report("a", KeyStatus.VALID))).containsExactly(KeyStatus.VALID);
  }

  @Test
  void tellsOfANewKeyOnlyWhereItIsOfNoUse() {
    assertThat(told(report("a", KeyStatus.VALID), report("b", KeyStatus.NO_CREDIT)))
        .containsExactly(KeyStatus.NO_CREDIT);
  }

  @Test
  void forgetsKeysThatAreGone() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(told(report("key " + i, KeyStatus.REFUSED))).containsExactly(KeyStatus.REFUSED);
    }

    assertThat(news.known()).isOne();
    assertThat(told()).isEmpty();
    assertThat(told(report("key 999", KeyStatus.REFUSED))).containsExactly(KeyStatus.REFUSED);
  }
}
