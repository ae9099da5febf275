package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CLibraryTest {
  private static final String NAME = "RUNG_TEST_OF_THE_C_LIBRARY";

  @Test
  void setsAVariableThatIsNotThereAndLeavesOneThatIs() {
    assertThat(CLibrary.isSet(NAME)).isFalse();
    CLibrary.setIfAbsent(NAME, "1");

    assertThat(CLibrary.isSet(NAME)).isTrue();
    assertThat(CLibrary.isSet("PATH")).isTrue();
  }
}
