package dev.rung.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTableTest {
  @TempDir Path folder;

  @Test
  void showsWhatIsThereAndWhatIsMissing() throws Exception {
    Looking looking = new Looking(folder);
    looking.probe.with(Looking.OLLAMA, "codellama:7b", "llama3.2:latest");

    String table = StartupTable.of(looking.with("HF_TOKEN", "hf").look(), true);

    assertThat(table)
        .isEqualTo(
            """
            TIER      MODEL            WHERE FROM       STATE
            0         templates        built in         ready
            1         llama3.2:latest  127.0.0.1:11434  ready
            1         llama-3.2-3b     HF_TOKEN         not ready: its price is not known: configure it with a price, or set RUNG_DISCOVERY_UNPRICED=allow
            2         codellama:7b     127.0.0.1:11434  ready
            2         llama-3.1-8b     HF_TOKEN         not ready: its price is not known: configure it with a price, or set RUNG_DISCOVERY_UNPRICED=allow
            3         -                -                empty: served by tier 2
            4         -                -                empty: served by tier 2
            fallback  -                -                empty: no model in this process
            For empty tiers: set a key such as OPENAI_API_KEY or ANTHROPIC_API_KEY, start Ollama, or put a checkpoint into models/ ('rung models pull phi-2').
            """);
  }

  @Test
  void advisesNothingWhereEveryTierHasAModel() throws Exception {
    String table = StartupTable.of(new Looking(folder).with("OPENAI_API_KEY", "k").look(), true);

    assertThat(table).contains("gpt-4o-mini").doesNotContain("For empty tiers");
  }

  @Test
  void showsThatNothingIsThere() throws Exception {
    String table = StartupTable.of(new Looking(folder).look(), false);

    assertThat(table)
        .isEqualTo(
            """
            TIER      MODEL      WHERE FROM  STATE
            0         templates  built in    switched off
            1         -          -           empty: nobody serves
            2         -          -           empty: nobody serves
            3         -          -           empty: nobody serves
            4         -          -           empty: nobody serves
            fallback  -          -           empty: no model in this process
            For empty tiers: set a key such as OPENAI_API_KEY or ANTHROPIC_API_KEY, start Ollama, or put a checkpoint into models/ ('rung models pull phi-2').
            Note: ollama does not answer at 127.0.0.1:11434.
            """);
  }
}
