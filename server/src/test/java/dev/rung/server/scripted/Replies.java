package dev.rung.server.scripted;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Replies that many tests need. */
public final class Replies {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private Replies() {}

  /** A whole answer, unary or as events: as the request asks. */
  public static Reply openAi(String... pieces) {
    return exchange -> {
      if (!exchange.request().says("\"stream\":true")) {
        exchange.respond(200, JSON, OpenAiWire.unary(pieces));
        return;
      }
      openAiPieces(exchange, pieces);
      exchange.write(OpenAiWire.finish("stop"));
      if (exchange.request().says("\"include_usage\":true")) {
        exchange.write(OpenAiWire.usage(OpenAiWire.PROMPT_TOKENS, pieces.length));
      }
      exchange.write(OpenAiWire.DONE);
      exchange.finish();
    };
  }

  /** A stream of events that stops in the middle; the connection closes. */
  public static Reply openAiCut(String... pieces) {
    return exchange -> {
      openAiPieces(exchange, pieces);
      exchange.cut();
    };
  }

  /** A stream of events that ends cleanly, but without finish reason and end mark. */
  public static Reply openAiWithoutEnd(String... pieces) {
    return exchange -> {
      openAiPieces(exchange, pieces);
      exchange.finish();
    };
  }

  /** A stream of events that stalls after these pieces. */
  public static Reply openAiStalled(String... pieces) {
    return exchange -> {
      openAiPieces(exchange, pieces);
      exchange.hang();
    };
  }

  /** A stream under status 200 that turns into an error after these pieces. */
  public static Reply openAiErrorAfter(String error, String... pieces) {
    return exchange -> {
      openAiPieces(exchange, pieces);
      exchange.write("data: " + error + "\n\n");
      exchange.finish();
    };
  }

  /** The list of models that the server has. */
  public static Reply openAiModels(String... ids) {
    String data =
        Arrays.stream(ids)
            .map(id -> "{\"id\":" + OpenAiWire.quoted(id) + ",\"object\":\"model\"}")
            .collect(joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    return respond(200, data);
  }

  /** A whole answer of Ollama, unary or as lines: as the request asks. */
  public static Reply ollama(String... pieces) {
    return exchange -> {
      if (exchange.request().says("\"stream\":false")) {
        exchange.respond(200, JSON, OllamaWire.unary(pieces));
        return;
      }
      exchange.startLines();
      for (String piece : pieces) {
        exchange.write(OllamaWire.delta(piece));
      }
      exchange.write(OllamaWire.done("stop", OpenAiWire.PROMPT_TOKENS, pieces.length));
      exchange.finish();
    };
  }

  /** A whole answer of Anthropic, in one piece or as events: as the request asks. */
  public static Reply anthropic(String... pieces) {
    return exchange -> {
      if (exchange.request().says("\"stream\":true")) {
        exchange.startEvents();
        exchange.write(AnthropicWire.stream(pieces));
        exchange.finish();
        return;
      }
      exchange.respond(200, JSON, AnthropicWire.unary(pieces));
    };
  }

  /** A whole answer of Gemini, in one piece or as events: as the path asks. */
  public static Reply gemini(String... pieces) {
    return exchange -> {
      if (exchange.request().path().contains(":streamGenerateContent")) {
        exchange.startEvents();
        exchange.write(GeminiWire.stream(pieces));
        exchange.finish();
        return;
      }
      exchange.respond(200, JSON, GeminiWire.unary(pieces));
    };
  }

  /** A stream of these events that ends cleanly. */
  public static Reply events(String... events) {
    return exchange -> {
      exchange.startEvents();
      for (String event : events) {
        exchange.write(event);
      }
      exchange.finish();
    };
  }

  /** A stream of these events that stalls then. */
  public static Reply eventsThenHang(String... events) {
    return exchange -> {
      exchange.startEvents();
      for (String event : events) {
        exchange.write(event);
      }
      exchange.hang();
    };
  }

  /** A stream of these events whose connection closes then. */
  public static Reply eventsThenCut(String... events) {
    return exchange -> {
      exchange.startEvents();
      for (String event : events) {
        exchange.write(event);
      }
      exchange.cut();
    };
  }

  /** Ollama's list of local models. */
  public static Reply ollamaTags(String... names) {
    return respond(200, OllamaWire.tags(names));
  }

  /** A whole response with a JSON body. */
  public static Reply respond(int status, String body) {
    return respond(status, JSON, body);
  }

  public static Reply respond(int status, Map<String, String> headers, String body) {
    return exchange -> exchange.respond(status, headers, body);
  }

  /** Takes the request and never answers. */
  public static Reply hang() {
    return Exchange::hang;
  }

  /** Takes the request and resets the connection. */
  public static Reply reset() {
    return Exchange::reset;
  }

  private static void openAiPieces(Exchange exchange, String... pieces) throws IOException {
    exchange.startEvents();
    exchange.write(OpenAiWire.start());
    for (String piece : pieces) {
      exchange.write(OpenAiWire.delta(piece));
    }
  }
}
