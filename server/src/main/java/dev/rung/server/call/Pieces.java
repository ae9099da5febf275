package dev.rung.server.call;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ToolCall;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks as they are sent: long texts are cut, between characters, so that one message neither
 * passes a client's limit nor piles up behind a slow reader.
 */
public final class Pieces {
  /** UTF-16 units, so at most three times as many bytes. */
  public static final int MAX_TEXT = 64 * 1024;

  private Pieces() {}

  /** The chunk in pieces of at most {@link #MAX_TEXT}; itself where it is short. */
  public static List<Chunk> of(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Delta(String text) ->
          text.length() <= MAX_TEXT
              ? List.of(chunk)
              : cut(text).stream().<Chunk>map(Chunk.Delta::new).toList();
      case Chunk.ToolCallDelta call ->
          call.arguments().length() <= MAX_TEXT ? List.of(call) : pieces(call);
    };
  }

  /** All of an answer that is already there, as the chunks it would have been sent in. */
  public static List<Chunk> of(Answer answer) {
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

  /** Whether an answer takes more than one piece. */
  public static boolean isLong(Answer answer) {
    long size = answer.text().length();
    for (ToolCall call : answer.toolCalls()) {
      size += call.arguments().length();
    }
    return size > MAX_TEXT;
  }

  private static List<Chunk> pieces(Chunk.ToolCallDelta call) {
    List<Chunk> chunks = new ArrayList<>();
    for (String piece : cut(call.arguments())) {
      boolean first = chunks.isEmpty();
      chunks.add(
          new Chunk.ToolCallDelta(
              call.index(), first ? call.id() : "", first ? call.name() : "", piece));
    }
    return chunks;
  }

  private static List<String> cut(String text) {
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
