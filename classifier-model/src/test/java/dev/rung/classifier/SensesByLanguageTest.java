package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words that carry an intent, in each language that the lists cover. */
class SensesByLanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Design a scalable architecture          | DESIGN | ARCHITECTURE
          Entwirf eine skalierbare Architektur    | DESIGN | ARCHITECTURE
          Diseña una arquitectura escalable       | DESIGN | ARCHITECTURE
          Conçois une architecture évolutive      | DESIGN | ARCHITECTURE
          设计一个架构                             | DESIGN | ARCHITECTURE
          アーキテクチャを設計して                  | DESIGN | ARCHITECTURE
          एक आर्किटेक्चर डिज़ाइन करो                   | DESIGN | ARCHITECTURE
          """)
  void design(String prompt, Sense action, Sense object) {
    TextFeatures text = TaskFeatures.of(prompt, TaskHints.NONE, 0).text();

    assertThat(text.action()).contains(action);
    assertThat(text.object()).contains(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Write a function that adds two numbers      | CREATE | FUNCTION
          Schreibe eine Funktion                      | CREATE | FUNCTION
          Escribe una función                         | CREATE | FUNCTION
          Écris une fonction                          | CREATE | FUNCTION
          写一个函数                                   | CREATE | FUNCTION
          関数を書いて                                 | CREATE | FUNCTION
          एक फ़ंक्शन लिखो                                  | CREATE | FUNCTION
          """)
  void creation(String prompt, Sense action, Sense object) {
    TextFeatures text = TaskFeatures.of(prompt, TaskHints.NONE, 0).text();

    assertThat(text.action()).contains(action);
    assertThat(text.object()).contains(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Write a poem about the sea          | STORY
          Schreibe ein Gedicht über das Meer  | STORY
          Escribe un poema sobre el mar       | STORY
          Écris un poème sur la mer           | STORY
          写一首关于大海的诗                    | STORY
          海についての詩を書いて                | STORY
          समुद्र पर एक कविता लिखो               | STORY
          """)
  void invention(String prompt, Sense object) {
    TextFeatures text = TaskFeatures.of(prompt, TaskHints.NONE, 0).text();

    assertThat(text.action()).contains(Sense.CREATE);
    assertThat(text.object()).contains(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Where is the tallest tower
          Wo steht der höchste Turm
          ¿Dónde está la torre más alta?
          Où est la plus haute tour ?
          最高的塔在哪里
          一番高い塔はどこですか
          सबसे ऊँची मीनार कहाँ है
          """)
  void questions(String prompt) {
    TextFeatures text = TaskFeatures.of(prompt, TaskHints.NONE, 0).text();

    assertThat(text.mood() == Mood.QUESTION || text.senses().has(Sense.QUESTION)).isTrue();
  }
}
