package dev.rung.server.scripted;

import java.io.IOException;

/** OpenAI's Responses. */
final class ResponsesSpeech extends Speech {
  private final OpenAiSpeech chat = new OpenAiSpeech();

  @Override
  boolean streams(ReceivedRequest request) {
    return chat.streams(request);
  }

  @Override
  String unary(String... pieces) {
    return ResponsesWire.response(
        "completed", ResponsesWire.message(String.join("", pieces)), pieces.length);
  }

  @Override
  String opening() {
    return ResponsesWire.created() + ResponsesWire.messageBegins();
  }

  @Override
  String piece(String text, int count) {
    return ResponsesWire.delta(text);
  }

  @Override
  String ending(ReceivedRequest request, String... pieces) {
    String message = ResponsesWire.message(String.join("", pieces));
    return ResponsesWire.item("response.output_item.done", message)
        + ResponsesWire.completed(message, pieces.length);
  }

  @Override
  String error(Complaint complaint) {
    return chat.error(complaint);
  }

  @Override
  int status(Complaint complaint) {
    return chat.status(complaint);
  }

  @Override
  String errorEvent(Complaint complaint) {
    return ResponsesWire.error(complaint.type(), complaint.message());
  }

  @Override
  void call(Exchange exchange, String tool, String arguments) throws IOException {
    String item = ResponsesWire.call(tool, arguments);
    if (!streams(exchange.request())) {
      exchange.respond(200, JSON, ResponsesWire.response("completed", item, 1));
      return;
    }
    exchange.startEvents();
    exchange.write(ResponsesWire.created());
    exchange.write(ResponsesWire.item("response.output_item.added", ResponsesWire.call(tool, "")));
    exchange.write(ResponsesWire.arguments(arguments));
    exchange.write(ResponsesWire.item("response.output_item.done", item));
    exchange.write(ResponsesWire.completed(item, 1));
    exchange.finish();
  }
}
