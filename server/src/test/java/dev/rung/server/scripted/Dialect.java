package dev.rung.server.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A provider's way of speaking, as far as answers and faults of any dialect need it. */
public enum Dialect {
  OPENAI,
  RESPONSES,
  ANTHROPIC,
  GEMINI,
  OLLAMA,
  REPLICATE;

  /** The dialect in which a path asks for an answer; empty for any other path. */
  public static Optional<Dialect> of(String path) {
    if (path.contains("/chat/completions")) {
      return Optional.of(OPENAI);
    } else if (path.contains("/responses")) {
      return Optional.of(RESPONSES);
    } else if (path.contains("/messages")) {
      return Optional.of(ANTHROPIC);
    } else if (path.contains(":generateContent") || path.contains(":streamGenerateContent")) {
      return Optional.of(GEMINI);
    } else if (path.contains("/api/chat")) {
      return Optional.of(OLLAMA);
    }
    return path.contains("/predictions") ? Optional.of(REPLICATE) : Optional.empty();
  }

  /** A whole answer, in one piece or streamed: as the request asks. */
  public Reply answer(String... pieces) {
    return answer(Duration.ZERO, pieces);
  }

  /**
   * The same, with so much time before each piece; in one piece all of it comes before the head.
   */
  public Reply answer(Duration between, String... pieces) {
    return exchange -> {
      if (speech().streams(exchange.request())) {
        begin(exchange);
        for (int i = 0; i < pieces.length; i++) {
          exchange.pause(between);
          exchange.write(speech().piece(pieces[i], i + 1));
        }
        speech().end(exchange, pieces);
      } else {
        exchange.pause(between.multipliedBy(pieces.length));
        speech().whole(exchange, pieces);
      }
    };
  }

  /**
   * Calls a tool, in one piece or streamed.
   *
   * @param arguments a JSON object
   * @throws IllegalStateException where the dialect has no tools
   */
  public Reply call(String tool, String arguments) {
    return exchange -> speech().call(exchange, tool, arguments);
  }

  public boolean hasTools() {
    return this != REPLICATE;
  }

  /** Whether a request asks for a stream. */
  public boolean streams(ReceivedRequest request) {
    return speech().streams(request);
  }

  /** An error instead of an answer. */
  public Reply error(Complaint complaint) {
    return Replies.respond(speech().status(complaint), body(complaint));
  }

  /** The body of an error. */
  String body(Complaint complaint) {
    return speech().error(complaint);
  }

  /** An answer in one piece. */
  String unary(String... pieces) {
    return speech().unary(pieces);
  }

  /** The head of a stream. */
  void start(Exchange exchange) throws IOException {
    speech().start(exchange);
  }

  /** The head of a stream and these pieces. */
  void begin(Exchange exchange, String... pieces) throws IOException {
    speech().start(exchange);
    exchange.write(speech().opening());
    for (int i = 0; i < pieces.length; i++) {
      exchange.write(speech().piece(pieces[i], i + 1));
    }
  }

  /** An error as one event of a stream. */
  String event(Complaint complaint) {
    return speech().errorEvent(complaint);
  }

  /** Anything as one event of a stream. */
  String event(String data) {
    return speech().event(data);
  }

  private Speech speech() {
    return switch (this) {
      case OPENAI -> new OpenAiSpeech();
      case RESPONSES -> new ResponsesSpeech();
      case ANTHROPIC -> new AnthropicSpeech();
      case GEMINI -> new GeminiSpeech();
      case OLLAMA -> new OllamaSpeech();
      case REPLICATE -> new ReplicateSpeech();
    };
  }
}
