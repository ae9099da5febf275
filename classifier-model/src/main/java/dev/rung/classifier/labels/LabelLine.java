package dev.rung.classifier.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** One line of a file of labelled prompts; fields it does not know are passed over. */
final class LabelLine {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final int HIGHEST = 4;

  private final String place;
  private Optional<String> id = Optional.empty();
  private Optional<String> source = Optional.empty();
  private Optional<String> prompt = Optional.empty();
  private OptionalInt tier = OptionalInt.empty();
  private String why = "";

  private LabelLine(String place) {
    this.place = place;
  }

  /**
   * @param place file and line, for the message
   */
  static LabelledPrompt parse(String json, String place) throws LabelException {
    LabelLine line = new LabelLine(place);
    line.read(json);
    return line.labelled();
  }

  private void read(String json) throws LabelException {
    try (JsonParser at = JSON.createParser(json)) {
      if (at.nextToken() != JsonToken.START_OBJECT) {
        throw problem("is not a JSON object");
      }
      for (String field = at.nextFieldName(); field != null; field = at.nextFieldName()) {
        at.nextToken();
        field(field, at);
      }
      if (at.nextToken() != null) {
        throw problem("goes on after its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw problem("is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading a text in memory failed", e);
    }
  }

  private void field(String name, JsonParser at) throws IOException, LabelException {
    switch (name) {
      case "id" -> id = Optional.of(text(name, at));
      case "source" -> source = Optional.of(text(name, at));
      case "prompt" -> prompt = Optional.of(text(name, at));
      case "why" -> why = text(name, at);
      case "tier" -> tier = OptionalInt.of(tier(at));
      default -> at.skipChildren();
    }
  }

  private String text(String name, JsonParser at) throws IOException, LabelException {
    if (at.currentToken() != JsonToken.VALUE_STRING) {
      throw problem(name + " must be a text");
    }
    return at.getText();
  }

  private int tier(JsonParser at) throws IOException, LabelException {
    boolean known =
        at.currentToken() == JsonToken.VALUE_NUMBER_INT
            && at.getText().length() == 1
            && at.getIntValue() <= HIGHEST;
    if (!known) {
      throw problem("tier must be 0 to 4, not " + at.getText());
    }
    return at.getIntValue();
  }

  private LabelledPrompt labelled() throws LabelException {
    if (tier.isEmpty()) {
      throw problem("has no tier");
    }
    int known = tier.getAsInt();
    boolean trivia = known == 0 && why.contains("trivia");
    return new LabelledPrompt(
        name("id", id), name("source", source), required("prompt", prompt), known, trivia);
  }

  private String name(String field, Optional<String> value) throws LabelException {
    String name = required(field, value);
    if (name.isBlank()) {
      throw problem(field + " must not be blank");
    }
    return name;
  }

  private <T> T required(String name, Optional<T> value) throws LabelException {
    if (value.isEmpty()) {
      throw problem("has no " + name);
    }
    return value.get();
  }

  private LabelException problem(String what) {
    return new LabelException(place + ": " + what);
  }
}
