package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTextTest {
  private final LicenseText licenses =
      new LicenseText(InstantSource.fixed(Instant.parse("2027-12-31T23:30:00Z")));

  @Test
  void theYearIsThatOfTheClockUnlessOneIsNamed() {
    assertThat(licenses.file(new Arguments(Map.of("license", "MIT", "holder", "Jane Doe"))))
        .get()
        .asString()
        .startsWith("`LICENSE`:\n\n```text\nMIT License\n\nCopyright (c) 2027 Jane Doe\n");
    assertThat(
            licenses.file(
                new Arguments(Map.of("license", "isc", "holder", "Jane Doe", "year", "1999"))))
        .get()
        .asString()
        .contains("Copyright (c) 1999 Jane Doe\n");
  }

  @Test
  void aMissingHolderIsPlainToSee() {
    assertThat(licenses.file(new Arguments(Map.of("license", "bsd 3"))))
        .get()
        .asString()
        .startsWith("`LICENSE`; put the name in place of <copyright holder>:")
        .contains("Copyright (c) 2027, <copyright holder>\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Jane",
        "Open Source",
        "React Native",
        "My Company",
        "jane doe",
        "Commercial use",
        "My Project and yours",
        "A B C D E F G",
        ""
      })
  void onlyANameWithCapitalsIsAHolder(String holder) {
    boolean isMissing = holder.isEmpty();

    assertThat(Holder.of(holder).orElse("none"))
        .isEqualTo(isMissing ? "<copyright holder>" : "none");
  }

  @Test
  void namesOfSeveralWordsAreHolders() {
    assertThat(Stream.of("Jane Doe", "Ludwig van Beethoven", "Smith & Sons", "Élodie O'Neill"))
        .allSatisfy(name -> assertThat(Holder.of(name)).contains(name));
  }

  @Test
  void everyLicenceHasAFileOrAHeaderWithoutLooseEnds() {
    for (List<String> row : FactTable.read("licenses.txt", 3)) {
      for (String name : row.get(2).split(", ", -1)) {
        var asked = new Arguments(Map.of("license", name, "holder", "Jane Doe"));

        assertThat(Stream.of(licenses.file(asked), licenses.header(asked)))
            .as(name)
            .anySatisfy(text -> assertThat(text).isPresent())
            .allSatisfy(text -> assertThat(text.orElse("")).doesNotContain("{"));
      }
    }
  }

  @Test
  void headersAreCommentsOfTheLanguage() {
    assertThat(header("java"))
        .contains("```java\n/*\n * Copyright (c) 2027 Jane Doe\n")
        .endsWith("\n */\n```");
    assertThat(header("python")).contains("```python\n# Copyright (c) 2027 Jane Doe\n");
    assertThat(header("html")).contains("```html\n<!--\nCopyright (c) 2027 Jane Doe\n");
    assertThat(header("")).contains("```text\nCopyright (c) 2027 Jane Doe\n");
    assertThat(header("macos")).isEqualTo("none");
    assertThat(header("cobol")).isEqualTo("none");
  }

  private String header(String target) {
    return licenses
        .header(new Arguments(Map.of("license", "mit", "target", target, "holder", "Jane Doe")))
        .orElse("none");
  }
}
