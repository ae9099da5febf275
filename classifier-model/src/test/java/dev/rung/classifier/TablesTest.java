package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          guest(id, name), booking(id, nights)          ; true
          guest(id int, name varchar, born date)        ; true
          Table guest (id, name)                        ; true
          Tabelle gast (id, name)                       ; true
          Compare guest(id, name) with booking(id, day) ; true
          three guests (Ann, Bob, Cid)                  ; false
          What does add(a, b) do?                       ; false
          add(a, b)                                     ; false
          max(1, 2) + min(3, 4)                         ; false
          nothing at all                                ; false
          guest(id, name                                ; false
          """)
  void tablesAreFound(String line, boolean found) {
    assertThat(new Tables().find(line, 0, line.length())).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Schema: guest(id, name), stay(id, day). Who?  ; guest(id, name), stay(id, day)
          sql for guest(id, name) and stay(id, day) now ; guest(id, name) and stay(id, day)
          """)
  void tablesBeginAndEnd(String line, String expected) {
    Tables tables = new Tables();

    assertThat(tables.find(line, 0, line.length())).isTrue();
    assertThat(line.substring(tables.start(), tables.end())).isEqualTo(expected);
  }
}
