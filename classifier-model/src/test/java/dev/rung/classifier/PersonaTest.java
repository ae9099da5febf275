package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          You are a sailor. Sing!                 ; You are a sailor.
          act as a sailor and sing                ; act as a sailor
          Du bist ein Matrose. Sing!              ; Du bist ein Matrose.
          Eres un marinero. Canta                 ; Eres un marinero.
          Tu es un marin. Chante                  ; Tu es un marin.
          你是一名水手。唱歌                       ; 你是一名水手。
          あなたは船乗りです。歌って                ; あなたは船乗りです。
          As a sailor, how would you sing?        ; As a sailor,
          作为一名水手，你会怎么唱？                ; 作为一名水手，
          Wenn du ein Matrose wärst, was würdest du singen? ; Wenn du ein Matrose wärst,
          海賊船長として、あなたは何を歌いますか？   ; 海賊船長として、
          Faites semblant d'être marin. Chantez   ; Faites semblant d'être marin.
          Si fueras marinero, ¿qué cantarías?     ; Si fueras marinero,
          Si vous étiez marin, que chanteriez-vous ? ; Si vous étiez marin,
          You are Sindbad. Sing!                  ; You are Sindbad.
          Tu es Sindbad. Chante !                 ; Tu es Sindbad.
          """)
  void thePartEndsWithItsClause(String prompt, String part) {
    int end = Persona.end(prompt);

    assertThat(prompt.substring(0, end).strip()).isEqualTo(part);
    assertThat(Persona.isPlayed(prompt, end)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Are you a sailor?
          You are a sailor?
          The sailor sings.
          あなたは船乗りですか
          As a sailor, I want to sort my maps.
          Wenn Sie Fragen haben, rufen Sie an
          If you were to build a ship, how would you do it?
          You are right. Sing!
          You are Sindbad.
          你是谁？
          """)
  void nothingIsPlayed(String prompt) {
    assertThat(Persona.end(prompt)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"You are a helpful assistant. Sing!", "Du bist ein hilfreicher Helfer. Sing!"})
  void helpersPlayNoPart(String prompt) {
    int end = Persona.end(prompt);

    assertThat(end).isPositive();
    assertThat(Persona.isPlayed(prompt, end)).isFalse();
  }
}
