package dev.rung.classifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarReaderTest {

  @Test
  void readsListsMaterialAndGroups() {
    Grammar grammar =
        grammar(
            """
            # fruit
            list en.fruit
              apple | pear
              a \\| b
            <<<
            two
            lines
            >>>
            text code
            <<<
            f(\\n {x})
            >>>
            group buy tier=0 kind=assistant lang=en
              buy {fruit}
            <<<
            explain
            {code}
            >>>
            """);

    assertThat(grammar.fillers("fruit", "en")).hasSize(4);
    assertThat(grammar.fillers("code", "en"))
        .containsExactly(new Phrase(List.of(new Part.Words("f(\\n {x})")), true));
    Group group = grammar.groups().getFirst();
    assertThat(group.place()).isEqualTo("test.txt:13");
    assertThat(group.templates()).hasSize(2);
  }

  @Test
  void takesTheListOfTheLanguageFirst() {
    Grammar grammar =
        grammar(
            """
            list city
              Oslo
            list de.city
              Köln
            """);

    assertThat(grammar.fillers("city", "de")).containsExactly(PhraseReader.line("Köln"));
    assertThat(grammar.fillers("city", "fr")).containsExactly(PhraseReader.line("Oslo"));
    assertThat(grammar.fillers("town", "fr")).isEmpty();
  }

  @Test
  void lengthensListsAndGroupsFoundAgain() {
    Grammar grammar =
        grammar(
            """
            list city
              Oslo
            list city
              Rome
            group go tier=0 kind=assistant lang=en
              go to {city}
            group go tier=0 kind=assistant lang=de
              fahr nach {city}
            """);

    assertThat(grammar.fillers("city", "en")).hasSize(2);
    assertThat(grammar.groups()).extracting(Group::language).containsExactly("en", "de");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          nonsense; test.txt:1: expected list NAME
          |  word; test.txt:2: a line belongs to
          text code|  word; test.txt:2: a line belongs to
          <<<|word|>>>; test.txt:1: a block belongs to
          list a|<<<|word; test.txt:2: a block belongs to
          list a|<<<|>>>; test.txt:2: a block belongs to
          group a tier=5 kind=b lang=en; test.txt:1: expected list NAME
          group a tier=1 kind=b lang=xx; test.txt:1: lang must be one of [de, en,
          group a tier=1 kind=b lang=en|group a tier=2 kind=b lang=de; test.txt:2: group a has another tier or kind at test.txt:1
          group a tier=1 kind=b lang=en|  {c}; test.txt:1: group a needs a list c or en.c
          list a|  {a}|group b tier=1 kind=b lang=en|  {a}; test.txt:3: group b uses list a, which holds itself
          group b tier=1 kind=b lang=en|  x [[{c}/y]]; test.txt:1: group b needs a list c
          """)
  void namesTheFileAndLineOfWhatIsWrong(String lines, String message) {
    String text = lines.replace('|', '\n').replace("/y", "|y");

    assertThatThrownBy(() -> grammar(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  static Grammar grammar(String text) {
    GrammarReader reader = new GrammarReader();
    reader.read("test.txt", text.lines().toList());
    return reader.grammar();
  }
}
