package dev.rung.server.feedback;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A verdict beside what is known of its answer.
 *
 * @param mark where it stands among all of them
 * @param kind and {@code value} of the verdict, as in {@link Verdict}
 * @param model absent where a template or the cache answered
 * @param decided absent there, too
 */
public record Remembered(
    Mark mark,
    String id,
    String tenant,
    Instant answeredAt,
    Instant judgedAt,
    String kind,
    double value,
    String comment,
    Optional<String> model,
    Tier tier,
    String provider,
    String finish,
    Money cost,
    long inputTokens,
    long outputTokens,
    Optional<Decided> decided) {

  /** The place of a verdict in the order in which they are exported. */
  public record Mark(long answer, String kind) {
    /** Before all of them. */
    public static final Mark START = new Mark(0, "");
  }

  /** How the request was routed. */
  public record Decided(
      Tier classified, double score, double confidence, String strategy, List<String> signals) {
    public Decided {
      signals = List.copyOf(signals);
    }
  }

  /** Without the comment: it may quote a prompt. */
  @Override
  public String toString() {
    return "Remembered[" + id + "]";
  }
}
