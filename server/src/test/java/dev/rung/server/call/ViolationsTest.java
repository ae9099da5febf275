package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationsTest {

  @ParameterizedTest
  @ValueSource(strings = {"\0", "\u0001", "\u0006", "\u000E", "\u001A", "\u001C", "\u001F"})
  void noTextHoldsStrayControlCharacters(String stray) {
    Violations violations = new Violations(100);

    violations.text("prompt", "a" + stray + "b");

    assertThat(violations.found()).singleElement().extracting("field").isEqualTo("prompt");
  }

  @Test
  void whatTerminalsAndEditorsWriteIsText() {
    Violations violations = new Violations(100);

    violations.text("prompt", "\u001B[31mred\u001B[0m\u0007\t\u000B\f\r\n\b\u007F\u0085\u200B");

    assertThat(violations.isEmpty()).isTrue();
  }
}
