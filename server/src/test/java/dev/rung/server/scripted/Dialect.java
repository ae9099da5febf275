package dev.rung.server.scripted;

import java.io.IOException;

/** A provider's way of speaking, as far as answers and faults of any dialect need it. */
public enum Dialect {
  OPENAI {
    @Override
    public Reply answer(String... pieces) {
      return Replies.openAi(pieces);
    }

    @Override
    public boolean streams(ReceivedRequest request) {
      return request.says("\"stream\":true");
    }

    @Override
    String unary(String... pieces) {
      return OpenAiWire.unary(pieces);
    }

    @Override
    String error(String type, String message) {
      return OpenAiWire.error(type, type, message);
    }

    @Override
    String piece(String text, int count) {
      return OpenAiWire.delta(text);
    }
  },
  ANTHROPIC {
    @Override
    public Reply answer(String... pieces) {
      return Replies.anthropic(pieces);
    }

    @Override
    public boolean streams(ReceivedRequest request) {
      return request.says("\"stream\":true");
    }

    @Override
    String unary(String... pieces) {
      return AnthropicWire.unary(pieces);
    }

    @Override
    String error(String type, String message) {
      return AnthropicWire.error(type, message);
    }

    @Override
    String piece(String text, int count) {
      return AnthropicWire.text(0, text);
    }

    @Override
    void begin(Exchange exchange, String... pieces) throws IOException {
      start(exchange);
      exchange.write(AnthropicWire.start(OpenAiWire.PROMPT_TOKENS, 0, 0));
      exchange.write(AnthropicWire.textBlock(0));
      write(exchange, pieces);
    }

    @Override
    String event(String data) {
      return AnthropicWire.event("error", data);
    }
  },
  GEMINI {
    @Override
    public Reply answer(String... pieces) {
      return Replies.gemini(pieces);
    }

    @Override
    public boolean streams(ReceivedRequest request) {
      return request.path().contains(":streamGenerateContent");
    }

    @Override
    String unary(String... pieces) {
      return GeminiWire.unary(pieces);
    }

    @Override
    String error(String type, String message) {
      return GeminiWire.error(503, "UNAVAILABLE", message, "");
    }

    @Override
    String piece(String text, int count) {
      return GeminiWire.text(text, count);
    }
  },
  OLLAMA {
    @Override
    public Reply answer(String... pieces) {
      return Replies.ollama(pieces);
    }

    @Override
    public boolean streams(ReceivedRequest request) {
      return !request.says("\"stream\":false");
    }

    @Override
    String unary(String... pieces) {
      return OllamaWire.unary(pieces);
    }

    @Override
    String error(String type, String message) {
      return OllamaWire.error(message);
    }

    @Override
    String piece(String text, int count) {
      return OllamaWire.delta(text);
    }

    @Override
    void start(Exchange exchange) throws IOException {
      exchange.startLines();
    }

    @Override
    String event(String data) {
      return data + "\n";
    }
  };

  /** A whole answer, in one piece or streamed: as the request asks. */
  public abstract Reply answer(String... pieces);

  /** Whether a request asks for a stream. */
  public abstract boolean streams(ReceivedRequest request);

  abstract String unary(String... pieces);

  /** The body of an error. */
  abstract String error(String type, String message);

  /** A piece of text in a stream. */
  abstract String piece(String text, int count);

  /** The head of a stream. */
  void start(Exchange exchange) throws IOException {
    exchange.startEvents();
  }

  /** The head of a stream and these pieces. */
  void begin(Exchange exchange, String... pieces) throws IOException {
    start(exchange);
    write(exchange, pieces);
  }

  /** Anything as one event of a stream. */
  String event(String data) {
    return "data: " + data + "\n\n";
  }

  final void write(Exchange exchange, String... pieces) throws IOException {
    for (int i = 0; i < pieces.length; i++) {
      exchange.write(piece(pieces[i], i + 1));
    }
  }
}
