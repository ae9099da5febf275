package dev.rung.server.cache;

import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolCall;
import java.util.List;
import java.util.Optional;

/** What is kept of an answer. Never logged: it holds the text. */
public record Kept(
    String text,
    List<ToolCall> toolCalls,
    Optional<String> model,
    Tier tier,
    String provider,
    FinishReason finishReason,
    Money cost) {
  public Kept {
    toolCalls = List.copyOf(toolCalls);
  }

  @Override
  public String toString() {
    return "Kept[" + tier + "]";
  }
}
