package dev.rung.server.rpc;

import dev.rung.server.call.Violations;
import dev.rung.server.feedback.Opinion;
import dev.rung.server.feedback.Verdict;
import dev.rung.server.generate.Caller;
import dev.rung.v1.FeedbackRequest;
import java.util.Optional;

/** Checks a verdict, every field of it. */
final class FeedbackReader {
  private static final int MAX_COMMENT = 4_096;
  private static final long MAX_COMMENT_BYTES = 4L * MAX_COMMENT;

  private FeedbackReader() {}

  /** Absent where something is wrong, which {@code violations} tells. */
  static Optional<Opinion> read(FeedbackRequest in, Caller caller, Violations violations) {
    violations.check(!in.getId().isBlank(), "id", "must not be blank");
    violations.name("id", in.getId());
    violations.check(
        in.getComment().length() <= MAX_COMMENT,
        "comment",
        "must have at most " + MAX_COMMENT + " characters");
    violations.text("comment", in.getComment());
    Optional<Verdict> verdict = verdict(in, violations);
    return violations.isEmpty()
        ? verdict.map(said -> new Opinion(caller.tenant(), in.getId(), said, in.getComment()))
        : Optional.empty();
  }

  /** Bounds all text of a request. */
  static Violations violations() {
    return new Violations(MAX_COMMENT_BYTES);
  }

  private static Optional<Verdict> verdict(FeedbackRequest in, Violations violations) {
    return switch (in.getVerdictCase()) {
      case THUMBS_UP -> Optional.of(new Verdict.Thumbs(in.getThumbsUp()));
      case COMPILED -> Optional.of(new Verdict.Compiled(in.getCompiled()));
      case RATING ->
          isWithin("rating", in.getRating(), 1, violations)
              ? Optional.of(new Verdict.Rating(in.getRating()))
              : Optional.empty();
      case QUALITY_SCORE ->
          isWithin("quality_score", in.getQualityScore(), (int) Verdict.TEN, violations)
              ? Optional.of(new Verdict.Score(in.getQualityScore()))
              : Optional.empty();
      case VERDICT_NOT_SET -> {
        violations.add("verdict", "must be one of thumbs_up, rating, quality_score and compiled");
        yield Optional.empty();
      }
    };
  }

  /** Written so that NaN, which is in no range, fails too. */
  private static boolean isWithin(String field, double value, int most, Violations violations) {
    boolean holds = value >= 0 && value <= most;
    violations.check(holds, field, "must be 0 to " + most + ", not " + value);
    return holds;
  }
}
