package dev.rung.server.provider.remote.anthropic;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.remote.wire.CallIds;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Hands on tool calls: numbers them from 0 whatever their blocks' numbers are, and gives those
 * without arguments an empty object. One answer, one thread.
 */
final class ToolBlocks {
  private final CallIds ids;
  private final ChunkSink sink;
  private final Map<Integer, Integer> byBlock = new LinkedHashMap<>();
  private final Set<Integer> withoutArguments = new HashSet<>();

  ToolBlocks(Prompt prompt, ChunkSink sink) {
    this.ids = new CallIds(prompt);
    this.sink = sink;
  }

  boolean none() {
    return byBlock.isEmpty();
  }

  void begin(MessagesEvent.Piece.Tool tool) throws CallerGoneException, InterruptedException {
    int number = byBlock.size();
    byBlock.put(tool.block(), number);
    withoutArguments.add(tool.block());
    sink.accept(new Chunk.ToolCallDelta(number, ids.next(tool.id()), tool.name(), ""));
  }

  /** Pieces of a block that calls no tool of ours, and empty ones, are passed over. */
  void add(MessagesEvent.Piece.Input input) throws CallerGoneException, InterruptedException {
    Integer number = byBlock.get(input.block());
    if (number != null && !input.json().isEmpty()) {
      withoutArguments.remove(input.block());
      sink.accept(new Chunk.ToolCallDelta(number, "", "", input.json()));
    }
  }

  /** The answer has no more pieces for anything. */
  void end() throws CallerGoneException, InterruptedException {
    for (Map.Entry<Integer, Integer> block : byBlock.entrySet()) {
      if (withoutArguments.remove(block.getKey())) {
        sink.accept(new Chunk.ToolCallDelta(block.getValue(), "", "", "{}"));
      }
    }
  }
}
