package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.bench.checkpoint.FalconMambaShape;
import dev.rung.bench.checkpoint.ModelShape;
import dev.rung.bench.checkpoint.PhiShape;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalModelOptionsTest {

  @Test
  void measuresEverythingAtFullSizeUnlessToldOtherwise() {
    LocalModelOptions options = LocalModelOptions.parse(List.of());

    assertThat(options.shapes()).containsExactly(PhiShape.PHI_2, FalconMambaShape.SEVEN_BILLION);
    assertThat(options.precisions()).containsExactly(Precision.values());
    assertThat(options.llama()).isEmpty();
    assertThat(options.folder()).isEmpty();
    assertThat(options.rounds()).isEqualTo(3);
  }

  @Test
  void takesWhatIsNamed() {
    String line =
        "--layers 4 --shapes falcon-mamba --precisions f32 --llama /llama --threads 3"
            + " --rounds 5 --folder /large";

    LocalModelOptions options = LocalModelOptions.parse(List.of(line.split(" ", -1)));

    assertThat(options.shapes())
        .extracting(ModelShape::name, ModelShape::layers)
        .containsExactly(tuple("falcon-mamba", 4));
    assertThat(options.precisions()).containsExactly(Precision.F32);
    assertThat(options.llama()).isEqualTo(Optional.of(Path.of("/llama")));
    assertThat(options.threads()).isEqualTo(3);
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.folder()).isEqualTo(Optional.of(Path.of("/large")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--layers 0|--layers must be 1 or more, not 0",
        "--layers few|--layers must be a whole number, not few",
        "--shapes gpt|a shape must be phi2 or falcon-mamba, not gpt",
        "--precisions f12|there is no precision f12",
        "--llama|--llama needs a value",
        "--fast|there is no option --fast"
      })
  void refusesWhatItDoesNotKnow(String line, String message) {
    assertThatThrownBy(() -> LocalModelOptions.parse(List.of(line.split(" ", -1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
