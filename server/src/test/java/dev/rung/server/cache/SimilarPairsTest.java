package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.select.Requests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pairs of bench/data/cache: those that ask the same, and those that differ by little. */
class SimilarPairsTest {
  private static final double THRESHOLD = 0.85;

  private record Pair(String kind, String one, String other) {}

  @ParameterizedTest
  @CsvSource({"same, 0.85", "same-handmade, 0.75"})
  void mostOtherWordingsAreFound(String name, double least) throws IOException {
    List<Pair> pairs = pairs(name);

    long found = pairs.stream().filter(SimilarPairsTest::isHit).count();

    assertThat(pairs).hasSizeGreaterThan(500);
    assertThat((double) found / pairs.size()).as("%s", byKind(pairs)).isGreaterThan(least);
  }

  @ParameterizedTest
  @ValueSource(strings = {"different", "different-handmade"})
  void noOtherQuestionIsTakenForTheSame(String name) throws IOException {
    List<Pair> pairs = pairs(name);

    List<Pair> wrong = pairs.stream().filter(SimilarPairsTest::isHit).toList();

    assertThat(pairs).hasSizeGreaterThan(500);
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the result of 2 * (3 + 4)? | What is the result of 2 * 3 + 4?",
        "What is the value of 10 - (4 - 2)? | What is the value of 10 - 4 - 2?",
        "How many bits: convert 5 GB to Gb | How many bits: convert 5 Gb to GB",
        "How do I convert MW to mW? | How do I convert mW to MW?",
        "What does the flag -o of curl do? | What does the flag -O of curl do?",
        "How do I solve -x = 5 for x? | How do I solve x = 5 for x?",
        "How warm is –5 C in Fahrenheit? | How warm is 5 C in Fahrenheit?",
        "What does i++ return in C? | What does ++i return in C?",
        "What is the value of 7 - 3? | What is the value of 3 - 7?",
        "What is 12 - 5 in words? | What is 12 5 in words?",
        "Where is !important used? | Where is important used?",
        "What does getUserName return? | What does getUsername return?",
      })
  void whatChangesAFormulaOrACommandAsksSomethingElse(String one, String other) {
    assertThat(isHit(new Pair("formula", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How many people May rule in the house? | How many people may rule in the house?",
        "What did Mark my words mean? | What did mark my words mean?",
        "Which day do we March on Rome in the parade? | Which day do we march on Rome in the"
            + " parade?",
        "How long does it take to get to Turkey? | How long does it take to get to turkey?",
        "Which oil is best for Polish shoes? | Which oil is best for polish shoes?",
        "What is the price of Apple today? | What is the price of apple today?",
        "Why did the Will of Bill surprise Ann? | Why did the will of Bill surprise Ann?",
      })
  void aNameIsNotTheWordThatIsSpeltLikeIt(String one, String other) {
    assertThat(isHit(new Pair("name", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the capital of Turkey? | what is the capital of turkey",
        "What is the capital of China? | WHAT IS THE CAPITAL OF CHINA?",
        "How many days does March have? | how many days does march have?",
        "May I return a used book? | may i return a used book?",
        "How do I mark and grade wood? | How Do I Mark and Grade Wood?",
      })
  void capitalsThatSayNothingMakeNoName(String one, String other) {
    assertThat(isHit(new Pair("case", one, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Do I have what you need? | Do you have what I need?",
        "Should I tell her that you lied? | Should you tell her that I lied?",
        "When did who pay? | Who did when pay?",
        "How do I close a letter with kind regards? | How do I close a letter with best regards?",
        "Is the word kleinen right here? | Is the word keinen right here?",
        "What is the difference between 5 and 3? | What is the difference between 3 and 5?",
        "Pay Ann twice if Bob wins | Pay Ann if Bob wins twice",
      })
  void whoAsksWhomAndWhenAsksSomethingElse(String one, String other) {
    assertThat(isHit(new Pair("roles", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "南美洲最高的山是哪一座? | 请问，南美洲最高的山是哪一座？谢谢",
        "為什麼天空是藍色的？ | 為什麼 天空是藍色的",
        "なぜ空は青いのですか? | すみません、なぜ空は青いのですか？",
        "秋についての詩を書いてください。 | 秋についての詩を書いて",
        "What is the difference between a newt and a frog? | What is the difference between a frog"
            + " and a newt?",
        "Do I need a coat if it rains? | If it rains, do I need a coat?",
        "How do I remove a wine stain? | Could you please tell me how I remove a wine stain?",
        "What happened in 1999 in Lima? | What happend in 1999 in Lima?",
        "How do I clean a carpet? | Quick question: how do I clean a carpet? Any help is"
            + " appreciated!",
      })
  void whatIsOnlyWordedOtherwiseAsksTheSame(String one, String other) {
    assertThat(isHit(new Pair("wording", one, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "请假怎么办理? | 假怎么办理?",
        "怎么说谢谢? | 怎么说?",
        "犬が猫を追いかけた。なぜ? | 猫が犬を追いかけた。なぜ?",
      })
  void otherTextsWithoutSpacesAskSomethingElse(String one, String other) {
    assertThat(isHit(new Pair("unspaced", one, other))).isFalse();
  }

  private static Map<String, String> byKind(List<Pair> pairs) {
    Map<String, String> shares = new TreeMap<>();
    pairs.stream()
        .map(Pair::kind)
        .distinct()
        .forEach(kind -> {
          List<Pair> these = pairs.stream().filter(pair -> pair.kind().equals(kind)).toList();
          long hits = these.stream().filter(SimilarPairsTest::isHit).count();
          shares.put(kind, hits + " of " + these.size());
        });
    return shares;
  }

  private static boolean isHit(Pair pair) {
    Optional<Wording> one = wording(pair.one());
    Optional<Wording> other = wording(pair.other());
    return one.isPresent()
        && other.isPresent()
        && one.get().similarity(other.get()).orElse(0) >= THRESHOLD
        && other.get().similarity(one.get()).orElse(0) >= THRESHOLD;
  }

  private static Optional<Wording> wording(String text) {
    Question question = new Question(Requests.of(text), Optional.empty(), Optional.empty());
    return Wordings.of(new Keys(new byte[0], "").partition(question), text);
  }

  private static List<Pair> pairs(String name) throws IOException {
    Path folder = Path.of(System.getProperty("rung.folder", "..")).resolve("bench/data/cache");
    List<Path> files =
        List.of(folder.resolve(name + ".dev.tsv"), folder.resolve(name + ".test.tsv"));
    List<Pair> pairs = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        if (!line.startsWith("#")) {
          String[] cells = line.replace("\\n", "\n").split("\t", -1);
          pairs.add(new Pair(cells[1], cells[2], cells[3]));
        }
      }
    }
    return pairs;
  }
}
