package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Usage;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands on whole characters alone. A character beyond the basic plane is two units of UTF-16, which
 * models bring apart, each in a delta of its own; the wire's UTF-8 has no form for half of one. The
 * first half waits for the second; a half that has no other becomes U+FFFD, in a stream as in a
 * whole answer. One attempt, one thread.
 */
final class WholeCharacters implements ChunkSink {
  private final ChunkSink next;
  private final Halves text = new Halves();
  private final Map<Integer, Halves> arguments = new HashMap<>();

  WholeCharacters(ChunkSink next) {
    this.next = next;
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
    switch (chunk) {
      case Chunk.Delta delta -> {
        String whole = text.join(delta.text());
        if (!whole.isEmpty()) {
          next.accept(new Chunk.Delta(whole));
        }
      }
      case Chunk.ToolCallDelta delta -> acceptCall(delta);
    }
  }

  private void acceptCall(Chunk.ToolCallDelta delta)
      throws CallerGoneException, InterruptedException {
    Halves halves = arguments.computeIfAbsent(delta.index(), _ -> new Halves());
    String whole = halves.join(delta.arguments());
    boolean waits = whole.isEmpty() && !delta.arguments().isEmpty();
    if (!waits || !delta.id().isEmpty() || !delta.name().isEmpty()) {
      next.accept(
          new Chunk.ToolCallDelta(
              delta.index(), Halves.whole(delta.id()), Halves.whole(delta.name()), whole));
    }
  }

  /** The answer is whole: what still waits for its other half waits in vain. */
  void end() throws CallerGoneException, InterruptedException {
    String last = text.end();
    if (!last.isEmpty()) {
      next.accept(new Chunk.Delta(last));
    }
    for (Map.Entry<Integer, Halves> call : arguments.entrySet()) {
      String rest = call.getValue().end();
      if (!rest.isEmpty()) {
        next.accept(new Chunk.ToolCallDelta(call.getKey(), "", "", rest));
      }
    }
  }

  @Override
  public boolean committed() {
    return next.committed();
  }

  @Override
  public void comesFrom(Source source) {
    next.comesFrom(source);
  }

  @Override
  public void counted(Usage soFar) {
    next.counted(soFar);
  }

  /** One text that comes in pieces. */
  private static final class Halves {
    private static final char LOST = '\uFFFD';
    private String waiting = "";

    static String whole(String text) {
      Halves halves = new Halves();
      return halves.join(text) + halves.end();
    }

    /** What may go on now: the same text where it has no half of a character. */
    String join(String piece) {
      if (waiting.isEmpty() && isWhole(piece)) {
        return piece;
      }
      String text = waiting + piece;
      waiting = "";
      StringBuilder joined = new StringBuilder(text.length());
      for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
        add(text, at, joined);
      }
      return joined.toString();
    }

    /** U+FFFD for a half that still waits; else "". */
    String end() {
      String lost = waiting.isEmpty() ? "" : String.valueOf(LOST);
      waiting = "";
      return lost;
    }

    private void add(String text, int at, StringBuilder joined) {
      int character = text.codePointAt(at);
      boolean half = isHalf(character);
      if (half && at + 1 == text.length() && Character.isHighSurrogate((char) character)) {
        waiting = text.substring(at);
      } else {
        joined.appendCodePoint(half ? LOST : character);
      }
    }

    private static boolean isWhole(String text) {
      for (int at = 0; at < text.length(); at++) {
        if (Character.isSurrogate(text.charAt(at))) {
          return text.codePoints().noneMatch(Halves::isHalf);
        }
      }
      return true;
    }

    private static boolean isHalf(int character) {
      return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
  }
}
