package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.call.Samples;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.SkippedModel;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cutting, measuring and naming. */
final class SmallPartsTest {

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
