package dev.rung.server.provider.remote.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.provider.remote.wire.ChatTemplate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the id of a tool's call may look like in a conversation. The calls may be another model's,
 * whose ids have another form: one that is not taken gives way to one that is made of it, the same
 * for the call and its result.
 *
 * <p>Source: OpenAI's error "string too long. Expected a string with maximum length 40"; the chat
 * templates of Mistral's models, "must be a-z, A-Z, 0-9, with a length of 9".
 */
enum CallIdForm {
  /** Up to 40 characters. */
  USUAL(Pattern.compile("(?s).{0,40}"), "call_", 32),
  /** Nine letters and digits. */
  MISTRALS(Pattern.compile("[a-zA-Z0-9]{9}"), "", 9);

  private final Pattern taken;
  private final String start;
  private final int digits;

  CallIdForm(Pattern taken, String start, int digits) {
    this.taken = taken;
    this.start = start;
    this.digits = digits;
  }

  static CallIdForm of(ChatTemplate template) {
    return switch (template) {
      case USUAL, SYSTEM_FIRST -> USUAL;
      case MISTRALS -> MISTRALS;
    };
  }

  /** This id, or the one in its place. */
  String fitting(String id) {
    return taken.matcher(id).matches()
        ? id
        : start + HexFormat.of().formatHex(sha256(id)).substring(0, digits);
  }

  private static byte[] sha256(String id) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
