package dev.rung.server.engine;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.ToolCall;
import java.util.List;
import java.util.Optional;

/** Gives an answer that is already whole to the caller. */
final class Handing {
  private Handing() {}

  /** The text in one piece, then each tool call in one. */
  static Outcome hand(Answer answer, ChunkSink sink) {
    try {
      pass(answer, sink);
      return new Outcome.Answered(answer);
    } catch (CallerGoneException gone) {
      return cancelled(answer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return cancelled(answer);
    }
  }

  private static void pass(Answer answer, ChunkSink sink)
      throws CallerGoneException, InterruptedException {
    sink.comesFrom(answer.source());
    if (!answer.text().isEmpty()) {
      sink.accept(new Chunk.Delta(answer.text()));
    }
    List<ToolCall> calls = answer.toolCalls();
    for (int i = 0; i < calls.size(); i++) {
      ToolCall call = calls.get(i);
      sink.accept(new Chunk.ToolCallDelta(i, call.id(), call.name(), call.arguments()));
    }
  }

  private static Outcome cancelled(Answer answer) {
    return new Outcome.Cancelled(Optional.empty(), Optional.of(answer.decision()));
  }
}
