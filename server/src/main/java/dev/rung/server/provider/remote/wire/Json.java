package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads and writes JSON token by token; nothing is bound and no tree is built. Buffers come from a
 * pool that threads share, since virtual threads do not live long enough to have their own.
 */
public final class Json {
  /** No answer has as many tokens; what a few of these cost is still an amount of money. */
  public static final long HIGHEST_COUNT = 100_000_000_000L;

  private static final int MAX_DEPTH = 200;

  /** Safe for several threads. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Json() {}

  /** Takes the fields of an object. What it leaves unread is skipped. */
  @FunctionalInterface
  public interface Fields {
    void field(String name, JsonParser value) throws IOException;
  }

  /** Takes the elements of an array. What it leaves unread is skipped. */
  @FunctionalInterface
  public interface Elements {
    void element(JsonParser value) throws IOException;
  }

  /**
   * Reads bytes that are one object. Bytes that are not UTF-8 count as replacement characters, as
   * in a browser; {@code begin} runs before the first field, and again if that made a second
   * reading necessary.
   *
   * @throws IOException when the bytes are anything else
   */
  public static void object(Slice json, Runnable begin, Fields fields) throws IOException {
    begin.run();
    try {
      readObject(json, fields);
    } catch (JsonParseException malformed) {
      Slice repaired = Slice.of(json.text().getBytes(UTF_8));
      if (sameBytes(json, repaired)) {
        throw malformed;
      }
      begin.run();
      readObject(repaired, fields);
    }
  }

  /** The fields of the object that the parser is at; anything else is skipped. */
  public static void fields(JsonParser at, Fields fields) throws IOException {
    if (at.currentToken() != JsonToken.START_OBJECT) {
      at.skipChildren();
      return;
    }
    while (at.nextToken() == JsonToken.FIELD_NAME) {
      String name = at.currentName();
      at.nextToken();
      fields.field(name, at);
      at.skipChildren();
    }
  }

  /** The elements of the array that the parser is at; anything else is skipped. */
  public static void elements(JsonParser at, Elements elements) throws IOException {
    if (at.currentToken() != JsonToken.START_ARRAY) {
      at.skipChildren();
      return;
    }
    while (at.nextToken() != JsonToken.END_ARRAY) {
      elements.element(at);
      at.skipChildren();
    }
  }

  /**
   * Reads bytes that are an object which has a list in this field, be it null.
   *
   * @param begin runs before the first element, and again where a second reading is necessary
   * @throws IOException when there is no such list
   */
  public static void list(Slice json, String field, Runnable begin, Elements elements)
      throws IOException {
    boolean[] listed = {false};
    object(
        json,
        begin,
        (name, value) -> {
          if (name.equals(field)) {
            listed[0] |= value.currentToken() == JsonToken.START_ARRAY;
            listed[0] |= value.currentToken() == JsonToken.VALUE_NULL;
            elements(value, elements);
          }
        });
    if (!listed[0]) {
      throw new IOException("no list of " + field);
    }
  }

  /** Reads bytes that are a list. */
  public static void array(Slice json, Elements elements) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json.array(), json.offset(), json.length())) {
      parser.nextToken();
      elements(parser, elements);
      requireEnd(parser);
    }
  }

  /** A string or number as text; "" for anything else, null included. */
  public static String text(JsonParser at) throws IOException {
    return switch (at.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> at.getText();
      default -> "";
    };
  }

  /**
   * A count, 0 or more and at most {@link #HIGHEST_COUNT}, also where it is written as a string; 0
   * for anything else, null included.
   */
  public static long count(JsonParser at) throws IOException {
    JsonToken token = at.currentToken();
    if (token.isNumeric()) {
      return Math.clamp((long) at.getDoubleValue(), 0, HIGHEST_COUNT);
    }
    return token == JsonToken.VALUE_STRING ? Math.clamp(at.getValueAsLong(0), 0, HIGHEST_COUNT) : 0;
  }

  /** Whether the value is the literal true. */
  public static boolean isTrue(JsonParser at) {
    return at.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** Whether this text is exactly one JSON object. */
  public static boolean isObject(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }

  /** The value that the parser is at, an object or array included, as JSON text. */
  public static String raw(JsonParser at) throws IOException {
    RequestBody copy = RequestBody.write(json -> copyValue(at, json));
    return copy.text();
  }

  /**
   * Writes a value that is given as JSON text.
   *
   * @throws IOException when the text is not exactly one JSON value
   */
  public static void copy(String json, JsonGenerator to) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() == null) {
        throw new JsonParseException(parser, "no value");
      }
      copyValue(parser, to);
      requireEnd(parser);
    }
  }

  /**
   * Writes the arguments of a tool call as an object; none as an empty one.
   *
   * @throws IOException when the text is not exactly one JSON object
   */
  public static void copyArguments(String arguments, JsonGenerator to) throws IOException {
    String json = arguments.isBlank() ? "{}" : arguments;
    if (!isObject(json)) {
      throw new UnfitException("the arguments of a tool call must be a JSON object");
    }
    copy(json, to);
  }

  /** Copies the value that the parser is at, numbers digit by digit. */
  static void copyValue(JsonParser at, JsonGenerator to) throws IOException {
    int depth = 0;
    while (true) {
      to.copyCurrentEventExact(at);
      depth += at.currentToken().isStructStart() ? 1 : 0;
      depth -= at.currentToken().isStructEnd() ? 1 : 0;
      if (depth == 0) {
        return;
      }
      if (at.nextToken() == null) {
        throw new JsonParseException(at, "a value that is cut off");
      }
    }
  }

  private static void readObject(Slice json, Fields fields) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json.array(), json.offset(), json.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "not an object");
      }
      fields(parser, fields);
      requireEnd(parser);
    }
  }

  static void requireEnd(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw new JsonParseException(parser, "more than one value");
    }
  }

  private static boolean sameBytes(Slice one, Slice other) {
    return Arrays.equals(
        one.array(),
        one.offset(),
        one.offset() + one.length(),
        other.array(),
        other.offset(),
        other.offset() + other.length());
  }
}
