package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How can we save water?",
        "Wie können wir Wasser sparen?",
        "¿Cómo cuidamos nuestra agua?",
        "Comment économiser notre eau ?",
        "हम पानी कैसे बचाएँ?",
        "우리가 물을 아끼려면?"
      })
  void hearsThatSeveralAsk(String prompt) {
    assertThat(cues(prompt).together()).isTrue();
    assertThat(cues("How do I save water?").together()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Answer yes or no, 2",
    "positiv oder negativ?, 2",
    "vrai ou faux ?, 2",
    "¿verdadero o falso?, 2",
    "이 리뷰는 긍정인가요 부정인가요?, 2",
    "सही या ग़लत?, 2",
    "Write a poem, 0"
  })
  void countsWordsThatAreChosenBetween(String prompt, int choices) {
    assertThat(cues(prompt).choices()).isEqualTo(choices);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Why is the sky blue?",
        "Warum ist der Himmel blau?",
        "Pourquoi le ciel est-il bleu ?",
        "天空为什么是蓝色的？",
        "空はなぜ青いの？",
        "आसमान नीला क्यों है?"
      })
  void hearsThatAReasonIsAskedFor(String prompt) {
    assertThat(cues(prompt).causes()).isEqualTo(1);
    assertThat(cues("How do I paint the sky?").causes()).isZero();
  }

  @Test
  void countsWordsOfDepthAndOfFirms() {
    Cues cues = cues("Investigate the market and the rivals of a firm in a thorough study");

    assertThat(cues.depth()).isEqualTo(3);
    assertThat(cues.enterprise()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "Sentiment of this tweet: no tone at all, 1",
    "Put a title on this: the boat, 3",
    "Sprache dieses Satzes: ja, 1",
    "이 글의 제목: 배, 3",
    "The boat has left, 0"
  })
  void findsWhereSomethingIsWantedOfAText(String prompt, int word) {
    assertThat(cues(prompt).wanted()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Ann has 3 pears and buys four more; 2",
        "Twice a day, each of them eats half of 12 cakes; 4",
        "Jeder gibt die Hälfte von 12 Äpfeln ab; 3",
        "Cada niño come el doble; 2",
        "Chacun mange la moitié de trois gâteaux; 3",
        "हर दिन आधा; 2",
        "Write a poem; 0"
      })
  void countsNumbersAndWhatRelatesThem(String prompt, int figures) {
    assertThat(cues(prompt).figures()).isEqualTo(figures);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Passage", "Sentence 2", "**Text**", "Kontext", "段落", "レビュー", "지문"})
  void takesALabelledLineForMaterial(String label) {
    TextFeatures read = read(label + ": Write a story about yes.\nQuestion: Who wrote it?");

    assertThat(read.action()).isEmpty();
    assertThat(read.cues().choices()).isZero();
    assertThat(read.cues().given()).isPositive();
    assertThat(read.questions()).isEqualTo(1);
  }

  @Test
  void labelsHoldUpToABlankLine() {
    assertThat(read("Text: A story.\n\nTranslate the sentence.").action())
        .contains(Sense.TRANSLATE);
    assertThat(cues("Write a story about ships").given()).isZero();
  }

  @Test
  void aCounterIsNoFigure() {
    assertThat(read("1) A cat. 2) A dog.").numbers()).isZero();
    assertThat(read("She has some (about 3) and I have 4.").numbers()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Resume el siguiente texto en dos frases",
        "Résume ce texte en deux phrases",
        "Résume brièvement le texte"
      })
  void resumeSumsUpInSpanishAndFrench(String prompt) {
    assertThat(read(prompt).action()).contains(Sense.SUMMARIZE);
    assertThat(read("Resume the music").does(Sense.SUMMARIZE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "An essay of 2000 words, 2000",
    "Un cuento de 300 palabras, 300",
    "A title for my essay of 2000 words, 0",
    "The 1863 letter, 0"
  })
  void onlyWordsMeasureATextThatIsToBeWritten(String prompt, int words) {
    assertThat(read(prompt).asked().prose()).isEqualTo(words);
  }

  private static Cues cues(String prompt) {
    return read(prompt).cues();
  }

  private static TextFeatures read(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0).text();
  }
}
