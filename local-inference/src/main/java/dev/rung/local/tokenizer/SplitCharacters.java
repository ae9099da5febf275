package dev.rung.local.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Puts characters together that come byte by byte in UTF-8. For one thread. */
final class SplitCharacters {
  private static final int LONGEST = 4;

  private final CharsetDecoder decoder =
      UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
  private final ByteBuffer pending = ByteBuffer.allocate(LONGEST);

  /** Takes a byte, and gives what is complete with it, U+FFFD where nothing can become of it. */
  String push(byte next) {
    StringBuilder text = new StringBuilder();
    CharBuffer characters = CharBuffer.allocate(2);
    pending.put(next).flip();
    CoderResult result = decoder.decode(pending, characters, false);
    while (result.isMalformed()) {
      text.append('\uFFFD');
      pending.position(pending.position() + result.length());
      result = decoder.decode(pending, characters, false);
    }
    pending.compact();
    return text.append(characters.flip()).toString();
  }

  /** Whether bytes of a character are still to come. */
  boolean isUnfinished() {
    return pending.position() > 0;
  }

  /** What is there of a character that will not be completed. */
  String end() {
    boolean unfinished = isUnfinished();
    pending.clear();
    return unfinished ? "\uFFFD" : "";
  }
}
