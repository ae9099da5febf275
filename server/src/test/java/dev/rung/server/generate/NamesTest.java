package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may name a request or a tenant. */
class NamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A-Z_0-9",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void lettersDigitsDashAndUnderscoreNameARequest(String value) {
    assertThat(new RequestId(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\n",
        "é",
        "../a",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void nothingElseNamesARequest(String value) {
    assertThatThrownBy(() -> new RequestId(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void aBlankNamesNoTenant(String tenant) {
    assertThatThrownBy(() -> new Caller(tenant))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tenant must not be blank");
  }

  @Test
  void anybodyIsTheDefaultTenant() {
    assertThat(Caller.ANONYMOUS.tenant()).isEqualTo("default");
  }
}
