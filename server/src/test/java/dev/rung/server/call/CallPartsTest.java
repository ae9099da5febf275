package dev.rung.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cutting, measuring and naming. */
final class CallPartsTest {

  @Test
  void utf8LengthsAreThoseOfTheEncoder() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      String text = randomText(random, 40);

      assertThat(Utf8.length(text))
          .as("seed %s, text %s", seed, text)
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void longToolArgumentsAreCutAndNamedOnce() {
    String arguments = "\"🌍\",".repeat(50_000);

    List<Chunk.ToolCallDelta> chunks =
        Pieces.of(new Chunk.ToolCallDelta(2, "c1", "lookup", arguments)).stream()
            .map(Chunk.ToolCallDelta.class::cast)
            .toList();

    assertThat(chunks.size()).isGreaterThan(2);
    assertThat(chunks).allMatch(chunk -> chunk.index() == 2);
    assertThat(chunks.getFirst().name()).isEqualTo("lookup");
    assertThat(chunks.getLast().id()).isEmpty();
    assertThat(chunks.stream().map(Chunk.ToolCallDelta::arguments).collect(Collectors.joining()))
        .isEqualTo(arguments);
  }

  @Test
  void idsNeverRepeat() {
    RequestIds ids = new RequestIds(new SplittableRandom(42));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      assertThat(seen.add(ids.next().value())).isTrue();
    }
  }

  @Test
  void idsOfAMomentStandTogetherWhenTheyAreSorted() {
    RequestIds ids = new RequestIds(new SplittableRandom(42));
    List<String> beginnings = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      String id = ids.next().value();
      assertThat(id).matches("[A-Z_a-z][-0-9A-Z_a-z]{10}");
      // The fourth character differs by a bit of the rest.
      beginnings.add(id.substring(0, 3));
    }

    assertThat(beginnings).isSorted();
    assertThat(Set.copyOf(beginnings)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void idsOfAMomentCannotBeToldFromEachOther() {
    RequestIds ids = new RequestIds(new SplittableRandom(42));
    String last = ids.next().value();
    Set<String> endings = new HashSet<>();
    for (int i = 0; i < 4_000; i++) {
      String id = ids.next().value();
      endings.add(id.substring(8));
      assertThat(differing(id, last)).isGreaterThanOrEqualTo(3);
      last = id;
    }

    assertThat(endings).hasSizeGreaterThan(3_900);
  }

  private static long differing(String one, String other) {
    return IntStream.range(0, one.length()).filter(i -> one.charAt(i) != other.charAt(i)).count();
  }

  @Test
  void jsonObjectsAreToldFromOtherTexts() {
    assertThat(JsonObjects.isObject(" {\"a\":[1,{\"b\":null}]} ")).isTrue();
    assertThat(JsonObjects.isObject("")).isFalse();
    assertThat(JsonObjects.isObject("null")).isFalse();
    assertThat(JsonObjects.isObject("{\"a\":1")).isFalse();
    assertThat(JsonObjects.isObject("{a:1}")).isFalse();
    assertThat(JsonObjects.isObject("{} x")).isFalse();
    assertThat(JsonObjects.isObject("{\"a\":".repeat(64) + "1" + "}".repeat(64))).isTrue();
    assertThat(JsonObjects.isObject("{\"a\":".repeat(65) + "1" + "}".repeat(65))).isFalse();
  }

  /** Of characters that take one, two, three and four bytes, and a percent sign. */
  private static String randomText(SplittableRandom random, int most) {
    int[] alphabet = {'a', '%', '\n', 'é', '\u07ff', '\u0800', '€', 0x1F30D, 0x10FFFF};
    return random
        .ints(random.nextInt(most), 0, alphabet.length)
        .map(i -> alphabet[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
