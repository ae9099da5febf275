package dev.rung.server.rpc;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ToolCall;
import dev.rung.v1.GenerateChunk;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks as the contract spells them. Long texts are cut, between characters, so that one message
 * neither passes a client's limit nor piles up behind a slow reader.
 */
final class ChunkWriter {
  /** UTF-16 units, so at most three times as many bytes. */
  static final int MAX_TEXT = 64 * 1024;

  private ChunkWriter() {}

  static List<GenerateChunk> write(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Delta(String text) -> deltas(text);
      case Chunk.ToolCallDelta call -> toolCallDeltas(call);
    };
  }

  /** All of an answer that is already there, as the chunks it would have been sent in. */
  static List<Chunk> replay(Answer answer) {
    List<Chunk> chunks = new ArrayList<>();
    if (!answer.text().isEmpty()) {
      chunks.add(new Chunk.Delta(answer.text()));
    }
    for (int i = 0; i < answer.toolCalls().size(); i++) {
      ToolCall call = answer.toolCalls().get(i);
      chunks.add(new Chunk.ToolCallDelta(i, call.id(), call.name(), call.arguments()));
    }
    return chunks;
  }

  private static List<GenerateChunk> deltas(String text) {
    if (text.length() <= MAX_TEXT) {
      return List.of(delta(text));
    }
    return pieces(text).stream().map(ChunkWriter::delta).toList();
  }

  private static GenerateChunk delta(String text) {
    return GenerateChunk.newBuilder().setDelta(text).build();
  }

  private static List<GenerateChunk> toolCallDeltas(Chunk.ToolCallDelta call) {
    if (call.arguments().length() <= MAX_TEXT) {
      return List.of(toolCallDelta(call.index(), call.id(), call.name(), call.arguments()));
    }
    List<GenerateChunk> chunks = new ArrayList<>();
    for (String piece : pieces(call.arguments())) {
      boolean first = chunks.isEmpty();
      chunks.add(
          toolCallDelta(call.index(), first ? call.id() : "", first ? call.name() : "", piece));
    }
    return chunks;
  }

  private static GenerateChunk toolCallDelta(int index, String id, String name, String arguments) {
    return GenerateChunk.newBuilder()
        .setToolCallDelta(
            dev.rung.v1.ToolCallDelta.newBuilder()
                .setIndex(index)
                .setId(id)
                .setName(name)
                .setArguments(arguments))
        .build();
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(from + MAX_TEXT, text.length());
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to--;
      }
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }
}
