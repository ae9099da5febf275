package dev.rung.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceListReaderTest {
  private static final String SOURCE = "source 2026-01-01 https://glm.example/prices";
  private static final List<String> HEAD =
      List.of("# a comment", "date 2026-01-02", "provider glm", SOURCE);

  private static List<String> lines(String... more) {
    return java.util.stream.Stream.concat(HEAD.stream(), List.of(more).stream()).toList();
  }

  @Test
  void readsPricesTheirDayAndTheirSource() {
    PriceList list =
        PriceListReader.read(
            lines("a | 1 | 0.1 | 1.25 | 4 | 5 | 0.001 | 0.002", "b | 2 | 2 | = | 4 | = | 0 | 0"));

    assertThat(list.date()).isEqualTo(LocalDate.of(2026, 1, 2));
    PriceSource source = list.source(ProviderKind.GLM).orElseThrow();
    assertThat(source.read()).isEqualTo(LocalDate.of(2026, 1, 1));
    assertThat(source.pages()).containsExactly(URI.create("https://glm.example/prices"));
    assertThat(list.find(ProviderKind.GLM, "a"))
        .contains(new Prices(usd(1), usd(0.1), usd(1.25), usd(4), usd(5), usd(0.001), usd(0.002)));
    assertThat(list.find(ProviderKind.GLM, "b")).contains(Prices.of(usd(2), usd(4)));
    assertThat(list.find(ProviderKind.OPENAI, "a")).isEmpty();
  }

  private static Money usd(double amount) {
    return Money.ofUsd(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a | 1 | 1; line 5: 8 columns are needed, not 3",
        "a | 1 | 1 | = | - | = | 0 | 0; line 5:",
        "a | -1 | 1 | = | 1 | = | 0 | 0; line 5: input price per million tokens must be",
        "provider nobody; line 5:",
        "source https://glm.example; line 5:",
        "source 2026-01-01; line 5: a source needs the page that its prices stand on",
        "source 2026-01-01 http://glm.example; line 5: a source is a page by https, not",
        "source 2026-01-03 https://glm.example; line 5: a source was read after the list was",
      })
  void namesTheLineThatIsWrong(String line, String message) {
    assertThatThrownBy(() -> PriceListReader.read(lines(line)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void refusesAPriceWithoutItsSource() {
    String price = "a | 1 | 1 | = | 1 | = | 0 | 0";

    assertThatThrownBy(() -> PriceListReader.read(lines("provider qwen", price)))
        .hasMessage("line 6: a price needs a source before it");
    assertThatThrownBy(() -> PriceListReader.read(List.of("date 2026-01-01", price)))
        .hasMessage("line 2: a provider must come first");
  }

  @Test
  void refusesAListWithoutItsDate() {
    assertThatThrownBy(() -> PriceListReader.read(List.of("provider glm", SOURCE)))
        .hasMessage("line 2: the list needs a date");
    assertThatThrownBy(() -> PriceListReader.read(List.of())).hasMessage("the list needs a date");
  }

  @Test
  void refusesASecondPriceAndOneOfNoModel() {
    String price = "a | 1 | 1 | = | 1 | = | 0 | 0";
    PriceList misspelt = PriceListReader.read(lines(price));

    assertThatThrownBy(() -> PriceListReader.read(lines(price, price)))
        .hasMessage("line 6: a second price of a");
    assertThatThrownBy(() -> CatalogueReader.read(List.of(), misspelt))
        .hasMessage("there is a price of a, which is no model of glm");
  }
}
