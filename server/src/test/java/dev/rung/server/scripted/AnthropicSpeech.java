package dev.rung.server.scripted;

import java.io.IOException;

/** Anthropic's messages. */
final class AnthropicSpeech extends Speech {
  @Override
  boolean streams(ReceivedRequest request) {
    return request.says("\"stream\":true");
  }

  @Override
  String unary(String... pieces) {
    return AnthropicWire.unary(pieces);
  }

  @Override
  String opening() {
    return AnthropicWire.start(OpenAiWire.PROMPT_TOKENS, 0, 0)
        + AnthropicWire.textBlock(0)
        + AnthropicWire.PING;
  }

  @Override
  String piece(String text, int count) {
    return AnthropicWire.text(0, text);
  }

  @Override
  String ending(ReceivedRequest request, String... pieces) {
    return AnthropicWire.blockStop(0)
        + AnthropicWire.end("end_turn", pieces.length)
        + AnthropicWire.STOP;
  }

  @Override
  String error(Complaint complaint) {
    return AnthropicWire.error(type(complaint), complaint.message());
  }

  @Override
  int status(Complaint complaint) {
    return complaint == Complaint.OVERLOADED ? 529 : complaint.status();
  }

  @Override
  String event(String data) {
    return AnthropicWire.event("content_block_delta", data);
  }

  @Override
  String errorEvent(Complaint complaint) {
    return AnthropicWire.errorEvent(type(complaint), complaint.message());
  }

  @Override
  void call(Exchange exchange, String tool, String arguments) throws IOException {
    if (!streams(exchange.request())) {
      exchange.respond(200, JSON, AnthropicWire.calling("toolu_1", tool, arguments));
      return;
    }
    int half = arguments.length() / 2;
    exchange.startEvents();
    exchange.write(AnthropicWire.start(OpenAiWire.PROMPT_TOKENS, 0, 0));
    exchange.write(AnthropicWire.toolBlock(0, "toolu_1", tool));
    exchange.write(AnthropicWire.input(0, ""));
    exchange.write(AnthropicWire.input(0, arguments.substring(0, half)));
    exchange.write(AnthropicWire.input(0, arguments.substring(half)));
    exchange.write(AnthropicWire.blockStop(0));
    exchange.write(AnthropicWire.end("tool_use", 1));
    exchange.write(AnthropicWire.STOP);
    exchange.finish();
  }

  private static String type(Complaint complaint) {
    return complaint == Complaint.BROKEN ? "api_error" : complaint.type();
  }
}
