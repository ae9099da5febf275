package dev.rung.server.scripted;

import java.io.IOException;

/** Ollama's chat. */
final class OllamaSpeech extends Speech {
  @Override
  boolean streams(ReceivedRequest request) {
    return !request.says("\"stream\":false");
  }

  @Override
  String unary(String... pieces) {
    return OllamaWire.unary(pieces);
  }

  @Override
  void start(Exchange exchange) throws IOException {
    exchange.startLines();
  }

  @Override
  String piece(String text, int count) {
    return OllamaWire.delta(text);
  }

  @Override
  String ending(ReceivedRequest request, String... pieces) {
    return OllamaWire.done("stop", OpenAiWire.PROMPT_TOKENS, pieces.length);
  }

  @Override
  String error(Complaint complaint) {
    return OllamaWire.error(complaint.message());
  }

  @Override
  String event(String data) {
    return data + "\n";
  }

  @Override
  void call(Exchange exchange, String tool, String arguments) throws IOException {
    give(
        exchange,
        OllamaWire.calling(tool, arguments, true),
        OllamaWire.calling(tool, arguments, false) + "\n",
        OllamaWire.done("stop", OpenAiWire.PROMPT_TOKENS, 1));
  }
}
