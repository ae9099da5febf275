package dev.rung.server.engine;

import dev.rung.server.check.SchemaCheck;
import dev.rung.server.check.SchemaCheck.Result;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Planned;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds an answer against the JSON schema that its request asks for, and passes it on where it
 * follows it. Only what the model itself ended is checked: of an answer that was cut at its limit,
 * or that calls tools, nobody expects it.
 */
final class AnswerCheck {
  private AnswerCheck() {}

  /**
   * How the attempt ends.
   *
   * @param said held back until now
   * @param end without a check
   */
  static Tried.End of(GenerateRequest request, Planned planned, AnswerSink said, Tried.End end)
      throws CallerGoneException, InterruptedException {
    boolean whole =
        end instanceof Tried.End.Answered answered
            && answered.finishReason() == FinishReason.STOP
            && said.toolCalls().isEmpty();
    String schema = request.prompt().responseSchema().orElse("");
    if (!whole) {
      said.release(said.text());
      return end;
    }
    return switch (SchemaCheck.check(schema, said.text())) {
      case Result.Fits(var text) -> {
        said.release(text);
        yield end;
      }
      case Result.Unchecked(var text, var why) -> {
        said.release(text);
        yield noted(end, why);
      }
      case Result.Misses(var why) -> new Tried.End.Unfit(misses(planned, why));
    };
  }

  private static ProviderException misses(Planned planned, String why) {
    return ProviderException.of(
        FailureKind.BAD_RESPONSE, planned.model().name() + " gave an answer that " + why);
  }

  private static Tried.End noted(Tried.End end, String why) {
    if (!(end instanceof Tried.End.Answered answered)) {
      return end;
    }
    List<String> notes = new ArrayList<>(answered.shortfall().notes());
    notes.add("the answer was not held against response_schema: " + why);
    return new Tried.End.Answered(
        answered.finishReason(), new Shortfall(answered.shortfall().reduction(), notes));
  }
}
