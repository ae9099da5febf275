package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {
  private static final long SEED = 6L;
  private final Chance chance = new Chance(new Random(SEED));

  @Test
  void everySideOfADieAndOfACoinComesUp() {
    Set<String> sides = new HashSet<>();
    Set<String> faces = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      sides.add(chance.dice(new Arguments(Map.of())).orElseThrow());
      faces.add(chance.coin().orElseThrow());
    }

    assertThat(sides).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6");
    assertThat(faces).containsExactlyInAnyOrder("Heads", "Tails");
  }

  @Test
  void severalDiceAreShownWithTheirSum() {
    String rolled = chance.dice(new Arguments(Map.of("count", "2", "sides", "20"))).orElseThrow();

    assertThat(rolled).matches("\\d+ \\+ \\d+ = \\d+");
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "101, 6", "1, 1", "1, 0", "1, 9999999999", "x, 6"})
  void refusesDiceThatDoNotExist(String count, String sides) {
    assertThat(chance.dice(new Arguments(Map.of("count", count, "sides", sides)))).isEmpty();
  }

  @Test
  void numbersIncludeBothEnds() {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      numbers.add(chance.number(new Arguments(Map.of("low", "5", "high", "7"))).orElseThrow());
    }

    assertThat(numbers).containsExactlyInAnyOrder("5", "6", "7");
    assertThat(chance.number(new Arguments(Map.of("low", "7", "high", "5")))).isEmpty();
    assertThat(chance.number(new Arguments(Map.of("low", "999999999", "high", "999999999"))))
        .contains("999999999");
  }

  @Test
  void uuidsAreOfVersionFourAndRepeatWithTheGenerator() {
    var first = new RandomUuids(InstantSource.system(), new Random(SEED));
    var second = new RandomUuids(InstantSource.system(), new Random(SEED));

    for (int i = 0; i < 1_000; i++) {
      UUID uuid = UUID.fromString(first.answer(new Arguments(Map.of())).orElseThrow());

      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
      assertThat(second.answer(new Arguments(Map.of()))).contains(uuid.toString());
    }
  }

  @Test
  void uuidsOfVersionSevenBeginWithTheTime() {
    var clock = InstantSource.fixed(Instant.ofEpochMilli(0x0123_4567_89ABL));
    String uuid =
        new RandomUuids(clock, new Random(SEED))
            .answer(new Arguments(Map.of("version", "7")))
            .orElseThrow();

    assertThat(uuid).startsWith("01234567-89ab-7");
    assertThat(UUID.fromString(uuid).variant()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"'', 1", "three, 3", "100, 100", "0, 0", "101, 0", "many, 0"})
  void givesAsManyUuidsAsAskedUpToAHundred(String count, int lines) {
    var uuids = new RandomUuids(InstantSource.system(), new Random(SEED));

    String answer = uuids.answer(new Arguments(Map.of("count", count))).orElse("");

    assertThat(answer.lines().distinct()).hasSize(lines);
  }

  @Test
  void passwordsHaveEveryKindOfCharacter() {
    var passwords = new Password(new Random(SEED));
    for (int i = 0; i < 500; i++) {
      assertThat(passwords.answer(new Arguments(Map.of("length", "8"))).orElseThrow())
          .hasSize(8)
          .containsPattern("[A-Z]")
          .containsPattern("[a-z]")
          .containsPattern("[0-9]")
          .containsPattern("[^A-Za-z0-9]")
          .isPrintable();
      assertThat(
              passwords
                  .answer(new Arguments(Map.of("length", "8", "plain", "without symbols")))
                  .orElseThrow())
          .matches("[A-Za-z0-9]{8}");
    }
    assertThat(passwords.answer(new Arguments(Map.of())).orElseThrow()).hasSize(20);
    assertThat(passwords.answer(new Arguments(Map.of("digits", "6"))).orElseThrow())
        .matches("[0-9]{6}");
  }

  @ParameterizedTest
  @CsvSource({"length, 7", "length, 129", "length, x", "digits, 3", "digits, 13", "digits, 9999"})
  void refusesPasswordsThatAreTooShortOrTooLong(String group, String value) {
    assertThat(new Password(new Random(SEED)).answer(new Arguments(Map.of(group, value))))
        .isEmpty();
  }

  @Test
  void picksAndShufflesWhatIsInTheList() {
    var choice = new RandomChoice(new Random(SEED));
    var list = new Arguments(Map.of(Arguments.TEXT, "a, b b, c"));
    Set<String> picked = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      picked.add(choice.pick(list).orElseThrow());
      assertThat(choice.shuffle(list).orElseThrow().split(", ", -1))
          .containsExactlyInAnyOrder("a", "b b", "c");
    }

    assertThat(picked).containsExactlyInAnyOrder("a", "b b", "c");
    assertThat(choice.pick(new Arguments(Map.of(Arguments.TEXT, "only")))).isEmpty();
  }
}
