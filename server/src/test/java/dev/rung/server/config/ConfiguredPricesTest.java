package dev.rung.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.provider.Prices;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The prices of a model in the configuration. */
class ConfiguredPricesTest extends SettingsCase {
  private static final String HEAD = "[[models.tier3]]\nname = \"m\"\nprovider = \"openai\"\n";

  @Test
  void keepsAPriceExactThatIsGivenPerThousand() throws ConfigException {
    Prices prices =
        loading.toml(HEAD + "cost_per_1k = 0.00015\n").models().getFirst().prices().orElseThrow();

    assertThat(prices).isEqualTo(Prices.of(usd("0.15"), usd("0.15")));
  }

  @Test
  void readsEachPriceOfAModel() throws ConfigException {
    String all =
        """
        input_cost_per_million = 2
        cached_input_cost_per_million = 0.2
        cache_write_cost_per_million = 2.5
        output_cost_per_million = 8
        reasoning_cost_per_million = 9.5
        cost_per_request_usd = 0.001
        cost_per_image_usd = 0.000000001
        """;

    assertThat(loading.toml(HEAD + all).models().getFirst().prices())
        .contains(
            new Prices(
                usd("2"),
                usd("0.2"),
                usd("2.5"),
                usd("8"),
                usd("9.5"),
                usd("0.001"),
                new Money(1)));
  }

  @Test
  void chargesWritingAsInputAndReasoningAsOutputUnlessTold() throws ConfigException {
    String two = HEAD + "cost_per_1k = 0.001\ncost_per_request_usd = 0.5\n";

    assertThat(loading.toml(two).models().getFirst().prices())
        .contains(
            new Prices(usd("1"), usd("1"), usd("1"), usd("1"), usd("1"), usd("0.5"), Money.ZERO));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cached_input_cost_per_million",
        "cache_write_cost_per_million",
        "reasoning_cost_per_million",
        "cost_per_request_usd",
        "cost_per_image_usd"
      })
  void takesNoOtherPriceForThatOfInputAndOutput(String key) {
    assertThat(loading.problems(HEAD + key + " = 1\n"))
        .containsExactly(
            "1: models.tier3.input_cost_per_million is missing: input and output need a price"
                + " each",
            "1: models.tier3.output_cost_per_million is missing: input and output need a price"
                + " each");
  }

  @Test
  void takesPricesOfZeroAtTheirWord() throws ConfigException {
    String free = HEAD + "input_cost_per_million = 0\noutput_cost_per_million = 0\n";

    assertThat(loading.toml(free).models().getFirst().prices()).contains(Prices.FREE);
  }

  @Test
  void mayDoWithoutAPrice() throws ConfigException {
    ConfiguredModel model = loading.toml(HEAD + "unpriced = \"allow\"\n").models().getFirst();

    assertThat(model.unpriced()).isTrue();
    assertThat(model.prices()).isEmpty();
  }

  @Test
  void refusesPricesThatAreNone() {
    assertThat(
            loading.problems(
                HEAD
                    + """
                    input_cost_per_million = -1
                    cached_input_cost_per_million = "free"
                    output_cost_per_million = 10000
                    """))
        .containsExactly(
            "4: models.tier3.input_cost_per_million must be a number from 0 to 9000, not -1",
            "5: models.tier3.cached_input_cost_per_million must be a number from 0 to 9000,"
                + " not \"free\"",
            "6: models.tier3.output_cost_per_million must be a number from 0 to 9000, not 10000");
  }

  @Test
  void needsPricesOfOneKindAndInPairs() {
    assertThat(loading.problems(HEAD + "input_cost_per_million = 1\n"))
        .containsExactly(
            "1: models.tier3.output_cost_per_million is missing: input and output need a price"
                + " each");
    assertThat(
            loading.problems(
                HEAD
                    + "cost_per_1k = 1\ninput_cost_per_million = 1\noutput_cost_per_million = 1\n"))
        .containsExactly("4: models.tier3.cost_per_1k must not stand beside prices per million");
    assertThat(loading.problems(HEAD + "cost_per_1k = 1\nunpriced = \"allow\"\n"))
        .containsExactly("5: models.tier3.unpriced must not stand beside prices");
  }

  private static Money usd(String amount) {
    return Money.ofUsd(new BigDecimal(amount));
  }
}
