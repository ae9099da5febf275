package dev.rung.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.provider.ProviderKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueReaderTest {
  @Test
  void readsProvidersAndTheirModels() {
    Catalogue read =
        CatalogueReader.read(
            List.of(
                "# a comment",
                "",
                "date 2026-01-02",
                "provider glm https://glm.example/v4 A_KEY B_KEY",
                "1 | a | = | x y | 100 | 10 |  | 5 | 0.5 | -"),
            PriceList.NONE);

    KnownProvider glm = read.provider(ProviderKind.GLM);
    assertThat(glm.keyVariables()).containsExactly("A_KEY", "B_KEY");
    assertThat(read.models())
        .singleElement()
        .satisfies(model -> {
          assertThat(model.kind()).isEqualTo(ProviderKind.GLM);
          assertThat(model.modelId()).isEqualTo("a");
          assertThat(model.aliases()).containsExactly("x", "y");
          assertThat(model.prices()).isEmpty();
          assertThat(model.ending()).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 | too | few",
        "9 | a | = | | 1 | 1 | | 1 | 0.5 | -",
        "1 | a | = | | wide | 1 | | 1 | 0.5 | -",
        "1 | a | = | | 1 | 1 | q | 1 | 0.5 | -",
        "1 | a | = | | 1 | 1 | | 1 | 0.5 | soon",
        "provider nobody https://a",
        "date tomorrow",
      })
  void namesTheLineThatIsWrong(String line) {
    assertThatThrownBy(() -> CatalogueReader.read(List.of("# first", line), PriceList.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2 is wrong: " + line);
  }
}
