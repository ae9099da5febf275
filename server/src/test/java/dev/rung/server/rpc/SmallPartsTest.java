package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Chunk;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.SkippedModel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Cutting, measuring and naming. */
final class SmallPartsTest {

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
  void cutTextsNeverPassTheBoundAndStayWholeBelowIt() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 2_000; round++) {
      String text = randomText(random, 60);
      int max = random.nextInt(10, 300);

      String cut = Cut.encoded(text, max);

      assertThat(encodedLength(cut)).as("seed %s, text %s", seed, text).isLessThanOrEqualTo(max);
      assertThat(cut.equals(text)).isEqualTo(encodedLength(text) <= max);
    }
  }

  @Test
  void longToolArgumentsAreCutAndNamedOnce() {
    String arguments = "\"🌍\",".repeat(50_000);

    List<GenerateChunk> chunks =
        ChunkWriter.write(new Chunk.ToolCallDelta(2, "c1", "lookup", arguments));

    assertThat(chunks.size()).isGreaterThan(2);
    assertThat(chunks).allMatch(chunk -> chunk.getToolCallDelta().getIndex() == 2);
    assertThat(chunks.getFirst().getToolCallDelta().getName()).isEqualTo("lookup");
    assertThat(chunks.getLast().getToolCallDelta().getId()).isEmpty();
    assertThat(
            chunks.stream()
                .map(chunk -> chunk.getToolCallDelta().getArguments())
                .collect(Collectors.joining()))
        .isEqualTo(arguments);
  }

  @Test
  void aDecisionIsCutOnlyAsFarAsItMust() {
    RoutingDecision decision = DecisionWriter.write(Samples.DECISION);

    assertThat(DecisionCut.within(decision, 100_000)).contains(decision);
    RoutingDecision cut =
        DecisionCut.within(decision, decision.getSerializedSize() - 1).orElseThrow();
    assertThat(cut.getStrategiesCount()).isZero();
    assertThat(cut.getAttemptsList()).isEqualTo(decision.getAttemptsList());
    assertThat(DecisionCut.within(decision, 3)).isEmpty();
  }

  @Test
  void manySkippedModelsMakeRoomForAttempts() {
    RoutingDecision.Builder decision = DecisionWriter.write(Samples.DECISION).toBuilder();
    for (int i = 0; i < 500; i++) {
      decision.addSkipped(SkippedModel.newBuilder().setModel("model " + i).setReason("no key"));
    }

    RoutingDecision cut = DecisionCut.within(decision.build(), 1_000).orElseThrow();

    assertThat(cut.getSkippedCount()).isEqualTo(4);
    assertThat(cut.getAttemptsCount()).isEqualTo(1);
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

  private static int encodedLength(String text) {
    int length = 0;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      length += b >= ' ' && b <= '~' && b != '%' ? 1 : 3;
    }
    return length;
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
