package dev.rung.server.scripted;

import java.io.IOException;

/** OpenAI's chat completions. */
final class OpenAiSpeech extends Speech {
  @Override
  boolean streams(ReceivedRequest request) {
    return request.says("\"stream\":true");
  }

  @Override
  String unary(String... pieces) {
    return OpenAiWire.unary(pieces);
  }

  @Override
  String opening() {
    return OpenAiWire.start();
  }

  @Override
  String piece(String text, int count) {
    return OpenAiWire.delta(text);
  }

  @Override
  String ending(ReceivedRequest request, String... pieces) {
    return OpenAiWire.finish("stop") + usage(request, pieces.length) + OpenAiWire.DONE;
  }

  @Override
  String error(Complaint complaint) {
    String code =
        switch (complaint) {
          case WRONG_KEY -> "invalid_api_key";
          case NO_CREDIT -> "insufficient_quota";
          case SLOW_DOWN -> "rate_limit_exceeded";
          case BROKEN, OVERLOADED, INVALID -> complaint.type();
        };
    return OpenAiWire.error(complaint.type(), code, complaint.message());
  }

  @Override
  int status(Complaint complaint) {
    return complaint == Complaint.NO_CREDIT ? 429 : complaint.status();
  }

  @Override
  void call(Exchange exchange, String tool, String arguments) throws IOException {
    int half = arguments.length() / 2;
    give(
        exchange,
        OpenAiWire.calling(tool, arguments),
        OpenAiWire.call(tool, ""),
        OpenAiWire.arguments(arguments.substring(0, half)),
        OpenAiWire.arguments(arguments.substring(half)),
        OpenAiWire.finish("tool_calls"),
        usage(exchange.request(), 1),
        OpenAiWire.DONE);
  }

  private static String usage(ReceivedRequest request, int pieces) {
    return request.says("\"include_usage\":true")
        ? OpenAiWire.usage(OpenAiWire.PROMPT_TOKENS, pieces)
        : "";
  }
}
