package dev.rung.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.config.Offline;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void namesTheNearestTierAndTheUpperOneOfTwo() {
    List<Missing> missing = Coverage.missing(List.of(ready(Tier.TINY), ready(Tier.MEDIUM)));

    assertThat(missing)
        .containsExactly(
            new Missing(Tier.SMALL, Optional.of(Tier.MEDIUM)),
            new Missing(Tier.LARGE, Optional.of(Tier.MEDIUM)),
            new Missing(Tier.LOCAL_FALLBACK, Optional.empty()));
  }

  @Test
  void doesNotCountModelsThatAreNotReady() {
    Listed broken = new Listed(ready(Tier.LARGE).model(), Optional.of("set KEY"));

    assertThat(Coverage.missing(List.of(broken)))
        .extracting(Missing::servedBy)
        .containsOnly(Optional.empty())
        .hasSize(5);
  }

  @Test
  void doesNotLetTheLocalFallbackServeForAnEmptyTier() {
    assertThat(Coverage.missing(List.of(ready(Tier.LOCAL_FALLBACK))))
        .extracting(Missing::servedBy)
        .containsOnly(Optional.empty())
        .hasSize(4);
  }

  @Test
  void advisesWhatIsWithinReach() {
    assertThat(Coverage.advice(Offline.NO))
        .isEqualTo(
            "set a key such as OPENAI_API_KEY or ANTHROPIC_API_KEY, start Ollama, or put a checkpoint into models/"
                + " ('rung models pull phi-2')");
    assertThat(Coverage.advice(Offline.YES))
        .isEqualTo("start Ollama, or put a checkpoint into models/");
    assertThat(Coverage.advice(Offline.STRICT)).isEqualTo("put a checkpoint into models/");
  }

  private static Listed ready(Tier tier) {
    Model model =
        new Model(
            "m" + tier,
            tier,
            "p",
            "id",
            Optional.empty(),
            10,
            10,
            Set.of(),
            List.of(),
            Duration.ofSeconds(1),
            0.5,
            Reach.REMOTE,
            false,
            "test");
    return new Listed(model, Optional.empty());
  }
}
