package dev.rung.server.provider.remote.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a provider says about its error, as far as it can be understood. Never logged as it is: the
 * message may quote the prompt or the key.
 *
 * <p>Forms in use: {@code {"error":{message,type,code}}} (OpenAI and most), {@code
 * {"error":"text"}} (Ollama, Hugging Face), {@code {code,message}} (DashScope, vLLM), {@code
 * {"error":{code,message,status,details}}} (Gemini), {@code {"detail":...}} (FastAPI, Replicate),
 * each also as the only element of an array (Gemini).
 *
 * @param code "" where there is none; a number as text
 * @param type "" where there is none
 * @param reason what the details say, which is more than code and type do; "" where they say
 *     nothing
 * @param retryAfter how long to wait, where the body says so
 */
public record ErrorBody(
    String message, String code, String type, String reason, Optional<Duration> retryAfter) {
  public static final ErrorBody NONE = new ErrorBody("", "", "");

  private static final String HTML = "an HTML page";

  /** Of one without details. */
  public ErrorBody(String message, String code, String type) {
    this(message, code, type, "", Optional.empty());
  }

  /** Reads whatever came as an error's body; {@link #NONE} where nothing can be made of it. */
  static ErrorBody parse(Slice body) {
    if (body.firstByte() == '<') {
      return new ErrorBody(HTML, "", "");
    }
    try (JsonParser parser =
        Json.FACTORY.createParser(body.array(), body.offset(), body.length())) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        parser.nextToken();
      }
      return parser.currentToken() == null ? NONE : read(parser);
    } catch (IOException malformed) {
      return NONE;
    }
  }

  /** Reads the error that the parser is at: an object or a text. */
  public static ErrorBody read(JsonParser at) throws IOException {
    if (at.currentToken() != JsonToken.START_OBJECT) {
      return new ErrorBody(Json.text(at), "", "");
    }
    Fields fields = new Fields();
    Json.fields(at, fields);
    return fields.error();
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return message.isEmpty() && code.isEmpty() && type.isEmpty();
  }

  /** The code where it is an HTTP status of an error, as llama.cpp and GLM send it. */
  OptionalInt codeAsStatus() {
    if (code.length() != 3 || code.charAt(0) < '4' || code.charAt(0) > '5') {
      return OptionalInt.empty();
    }
    boolean digits = Character.isDigit(code.charAt(1)) && Character.isDigit(code.charAt(2));
    return digits ? OptionalInt.of(Integer.parseInt(code)) : OptionalInt.empty();
  }

  /** Collects the fields of one object; an {@code error} within it says more than the rest. */
  private static final class Fields implements Json.Fields {
    private String message = "";
    private String title = "";
    private String code = "";
    private String type = "";
    private final ErrorDetails details = new ErrorDetails();
    private ErrorBody inner = NONE;

    @Override
    public void field(String name, JsonParser value) throws IOException {
      switch (name) {
        case "error" -> inner = read(value);
        case "message", "msg" -> message = first(message, Json.text(value));
        case "title" -> title = Json.text(value);
        case "detail" -> detail(value);
        case "code" -> code = Json.text(value);
        case "type" -> type = Json.text(value);
        case "status" -> status(value);
        case "details" -> details.read(value);
        default -> {}
      }
    }

    ErrorBody error() {
      return new ErrorBody(
          first(inner.message, first(message, title)),
          first(inner.code, code),
          first(inner.type, type),
          first(inner.reason, details.reason()),
          inner.retryAfter.or(details::retryAfter));
    }

    /** Gemini's name for the kind of error; elsewhere a number that says what the head says. */
    private void status(JsonParser value) throws IOException {
      if (value.currentToken() == JsonToken.VALUE_STRING) {
        type = first(type, Json.text(value));
      }
    }

    private void detail(JsonParser value) throws IOException {
      if (value.currentToken() == JsonToken.START_ARRAY) {
        Json.elements(value, element -> message = first(message, read(element).message));
      } else {
        message = first(message, read(value).message);
      }
    }

    private static String first(String one, String other) {
      return one.isEmpty() ? other : one;
    }
  }
}
