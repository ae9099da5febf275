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
        "Why do dogs bark, and how do I stop it? | Why do dogs bark , and how do I stop it ?",
        "How do I remove a wine stain? | Could you please tell me how I remove a wine stain?",
        "What happened in 1999 in Lima? | What happend in 1999 in Lima?",
        "Why is the sky blue? | WHY is the sky blue?",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is .5 of 80? | What is 5 of 80?",
        "What is 10² + 1? | What is 102 + 1?",
        "How much are 3½ cups of flour? | How much are 31/2 cups of flour?",
        "What is n! for large values? | What is n for large values?",
        "What does x != 5 mean in C? | What does x = 5 mean in C?",
        "What does : do in Python? | What does ; do in Python?",
        "What does ? mean in Kotlin? | What does ! mean in Kotlin?",
        "What does . match in a regex? | What does , match in a regex?",
        "What does [abc] match in a regex? | What does (abc) match in a regex?",
        "What does ( mean in a regex? | What does ) mean in a regex?",
        "Explain std::string in short | Explain std:string in short",
        "What does (x) mean in a form? | What does x mean in a form?",
        "What is a - b in vectors? | What is a b in vectors?",
        "What is the meaning of :) | What is the meaning of :(",
        "Is 5\" enough for a desk? | Is 5 enough for a desk?",
        "No, cats are dangerous? | No cats are dangerous?",
      })
  void aSignThatDoesNotStandAsPunctuationAsksSomethingElse(String one, String other) {
    assertThat(isHit(new Pair("sign", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What is the capital of Peru ? | What is the capital of Peru?!",
        "What is the best way to learn Spanish - fast? | What is the best way to learn Spanish,"
            + " fast?",
        "Where can I return a parcel ( without a label )? | Where can I return a parcel (without a"
            + " label)?",
        "Which is best: red,green or blue | Which is best - red, green or blue",
        "How do I fix a flat tyre... | How do I fix a flat tyre?? :)",
        "How do I format a 20-year-old disk? | How do I format a 20-year old disk?",
      })
  void punctuationOnlyPartsWords(String one, String other) {
    assertThat(isHit(new Pair("punctuation", one, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Can you eat raw chicken? | Would you eat raw chicken?",
        "Can you swim with contact lenses? | Swim with contact lenses",
        "Can you give blood with a cold? | Would you give blood with a cold?",
        "Are you able to park on a hill? | Park on a hill",
        "May I ask my boss for a raise by mail? | My boss for a raise by mail?",
      })
  void whatIsNotAskedOfTheReaderIsNoCourtesy(String one, String other) {
    assertThat(isHit(new Pair("modal", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Can you find me a name for a cat? | Find me a name for a cat",
        "Could you suggest a name for a cat? | Suggest a name for a cat",
        "Could you turn off the lights in here, please? | Turn off the lights in here",
        "May I ask where I can swim? | Where can I swim?",
      })
  void aRequestIsACourtesyBeforeWhatIsAskedFor(String one, String other) {
    assertThat(isHit(new Pair("request", one, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I organise my favourite colours? | How do I organize my favorite colors?",
        "Was my travelling to the theatre cancelled? | Was my traveling to the theater canceled?",
        "Summarise the behaviour of a catalyst | Summarize the behavior of a catalyst",
        "How do I cut an aluminium pipe? | How do I cut an aluminum pipe?",
      })
  void britishAndAmericanSpellingAskTheSame(String one, String other) {
    assertThat(isHit(new Pair("spelling", one, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do you spell colour? | How do you spell color?",
        "How many letters are in colour? | How many letters are in color?",
        "Is colour or color right? | Is color or colour right?",
        "What is a tyre made of? | What is a tire made of?",
        "How long is a metre in time? | How long is a meter in time?",
        "When do I practise law? | When do I practice law?",
        "How many votes did Labour get? | How many votes did labor get?",
        "How do I fix the typo recieve in a text? | How do I fix the typo receive in a text?",
      })
  void spellingCountsWhereItIsWhatIsAskedAboutOrMakesAnotherWord(String one, String other) {
    assertThat(isHit(new Pair("spelling", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I reset my password in Windows 11? | In Windows 11, how do I reset my password?",
        "How do I parse a date in C#? | In C#, how do I parse a date?",
        "In Python, how do I sort a list by name? | How do I sort a list by name in Python?",
        "How do I quickly peel garlic? | How do I peel garlic quickly?",
        "Explain osmosis step by step | Step by step, explain osmosis",
        "Write in a formal tone a note to Ann | Write a note to Ann in a formal tone",
        "I moved to Rome last month. Who is mayor? | Last month I moved to Rome. Who is mayor?",
        "If it snows, do trains run on time? | Do trains run on time if it snows?",
        "Compare a lion and a tiger in size | Compare a tiger and a lion in size",
        "Which is better, tea or coffee? | Which is better, coffee or tea?",
        "Python vs Java for beginners | Java vs Python for beginners",
        "Was kostet ein Brief nach Rom derzeit? | Was kostet derzeit ein Brief nach Rom?",
      })
  void whatBelongsToAllTheRestMayStandBeforeOrBehindIt(String one, String other) {
    assertThat(isHit(new Pair("order", one, other))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I treat a quickly spreading rash? | How do I quickly treat a spreading rash?",
        "How do I quickly ask Ann to leave? | How do I ask Ann to leave quickly?",
        "Explain how Bob describes Ann in two lines | In two lines, explain how Bob describes Ann",
        "How do I read code written in Python? | In Python, how do I read code written?",
        "In Java how do I call code in Python? | In Python how do I call code in Java?",
        "I met Ann last year. Who is Bob? | I met Ann. Last year who is Bob?",
        "Last week who said Bob left? | Who said Bob left last week?",
        "Ann left in May. Did Bob win? | Ann left. Did Bob win in May?",
        "Compare the sales of Rome and Paris | Compare Rome and the sales of Paris",
        "Is tea better than milk or coffee? | Is coffee better than milk or tea?",
        "Who won the war, Gaul or Rome in Spain? | Who won the war, Rome or Gaul in Spain?",
        "Python vs Java performance | Java vs Python performance",
        "If I quit, can I say when I leave? | When I leave, can I say if I quit?",
      })
  void whatMayBelongToAnotherWordKeepsItsPlace(String one, String other) {
    assertThat(isHit(new Pair("order", one, other))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "How do I recieve a parcel in winter? | How do I receive a parecl in winter?",
      })
  void onlyOneOfTwoTextsIsMistyped(String one, String other) {
    assertThat(isHit(new Pair("slips", one, other))).isFalse();
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
