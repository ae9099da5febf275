package dev.rung.server.template.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Optional;

/**
 * Lays out the payload anew: one JSON object or array (RFC 8259), with nothing after it. Only white
 * space changes; numbers and escapes stay as they were written.
 */
record JsonLayout(Style style) implements TemplateFunction {
  /** Deeper text would be mostly indentation. */
  private static final int MAX_DEPTH = 32;

  /** Made when the first JSON comes: the parser is dear to load. */
  private static final class Strict {
    private static final JsonFactory JSON =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
  }

  /** How white space is set. */
  enum Style {
    /** Two spaces a level, one member or element a line. */
    PRETTY,
    /** None at all. */
    MINIFIED
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String text = arguments.text().strip();
    if (!isObjectOrArray(text)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (style) {
          case PRETTY -> JsonWhitespace.pretty(text);
          case MINIFIED -> JsonWhitespace.minified(text);
        });
  }

  @Override
  public boolean strictShape() {
    return true;
  }

  private static boolean isObjectOrArray(String text) {
    try (JsonParser parser = Strict.JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException notJson) {
      return false;
    }
  }
}
