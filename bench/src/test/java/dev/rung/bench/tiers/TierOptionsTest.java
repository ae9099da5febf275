package dev.rung.bench.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierOptionsTest {
  @Test
  void takesFilesAndOptionsInAnyOrder() {
    assertThat(
            TierOptions.parse(
                List.of("a", "--show", "3", "b", "--predictions", "out", "--config", "rung.toml")))
        .isEqualTo(
            new TierOptions(
                List.of(Path.of("a"), Path.of("b")),
                Optional.of(Path.of("rung.toml")),
                Optional.of(Path.of("out")),
                3));
  }

  @Test
  void needsNothingButFiles() {
    assertThat(TierOptions.parse(List.of("a")))
        .isEqualTo(new TierOptions(List.of(Path.of("a")), Optional.empty(), Optional.empty(), 0));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "'' | name at least one file",
        "--show 3 | name at least one file",
        "a --shwo 3 | there is no option --shwo",
        "a --show | --show needs a value",
        "a --show x | --show must be a whole number, not x",
        "a --show -1 | --show must be 0 or more, not -1",
      },
      delimiter = '|')
  void saysWhatIsWrong(String arguments, String problem) {
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1));

    assertThatThrownBy(() -> TierOptions.parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
