package dev.rung.server.template.function;

import static org.assertj.core.api.Assertions.assertThat;

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
    var first = new RandomUuid(new Random(SEED));
    var second = new RandomUuid(new Random(SEED));

    for (int i = 0; i < 1_000; i++) {
      UUID uuid = UUID.fromString(first.answer(new Arguments(Map.of())).orElseThrow());

      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
      assertThat(second.answer(new Arguments(Map.of()))).contains(uuid.toString());
    }
  }
}
