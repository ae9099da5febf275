package dev.rung.classifier.labels;

import dev.rung.classifier.labels.JsonLines.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files of verdicts as {@code rung feedback export} writes them: UTF-8, one JSON object per
 * line with {@code id}, {@code verdict}, {@code value}, {@code tier} and {@code finish_reason};
 * other fields are passed over.
 */
public final class AnswerVerdicts {
  private static final Pattern TIER = Pattern.compile("TIER_([0-4])_[A-Z]+");
  private static final String FALLBACK = "TIER_LOCAL_FALLBACK";
  private static final Set<String> WHOLE = Set.of("STOP", "TOOL_CALLS");
  private static final double TEN = 10;

  private AnswerVerdicts() {}

  /**
   * The verdicts of a file, in order.
   *
   * @throws LabelException when the file or a line cannot be read
   */
  public static List<AnswerVerdict> read(Path file) throws LabelException {
    List<AnswerVerdict> verdicts = new ArrayList<>();
    JsonLines.read(file, (line, place) -> verdicts.add(verdict(JsonLines.fields(line, place))));
    return List.copyOf(verdicts);
  }

  private static AnswerVerdict verdict(Fields fields) throws LabelException {
    String id = fields.text("id");
    String kind = fields.text("verdict");
    double value = fields.number("value");
    double quality =
        switch (kind) {
          case "thumbs", "rating", "compiled" -> value;
          case "score" -> value / TEN;
          default ->
              throw fields.problem(
                  "verdict must be thumbs, rating, score or compiled, not " + kind);
        };
    OptionalInt tier = tier(fields);
    boolean whole = WHOLE.contains(fields.text("finish_reason"));
    if (id.isBlank() || !(quality >= 0 && quality <= 1)) {
      throw fields.problem("id must not be blank, and value must be within what a verdict can be");
    }
    return new AnswerVerdict(id, kind, quality, tier, whole);
  }

  private static OptionalInt tier(Fields fields) throws LabelException {
    String name = fields.text("tier");
    Matcher tier = TIER.matcher(name);
    if (tier.matches()) {
      return OptionalInt.of(Integer.parseInt(tier.group(1)));
    }
    if (!name.equals(FALLBACK)) {
      throw fields.problem("tier must be as 'rung feedback export' writes it, not " + name);
    }
    return OptionalInt.empty();
  }
}
