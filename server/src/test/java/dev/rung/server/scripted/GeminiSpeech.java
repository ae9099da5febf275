package dev.rung.server.scripted;

import java.io.IOException;

/** Gemini's generateContent. */
final class GeminiSpeech extends Speech {
  @Override
  boolean streams(ReceivedRequest request) {
    return request.path().contains(":streamGenerateContent");
  }

  @Override
  String unary(String... pieces) {
    return GeminiWire.unary(pieces);
  }

  @Override
  String piece(String text, int count) {
    return GeminiWire.text(text, count);
  }

  @Override
  String ending(ReceivedRequest request, String... pieces) {
    return GeminiWire.finish("STOP", pieces.length);
  }

  @Override
  String error(Complaint complaint) {
    return GeminiWire.error(
        status(complaint), complaint.googleName(), complaint.message(), details(complaint));
  }

  @Override
  int status(Complaint complaint) {
    return complaint == Complaint.WRONG_KEY || complaint == Complaint.NO_CREDIT
        ? 400
        : complaint.status();
  }

  @Override
  String event(String data) {
    return GeminiWire.event(data);
  }

  @Override
  void call(Exchange exchange, String tool, String arguments) throws IOException {
    String candidate = GeminiWire.calling(tool, arguments);
    give(exchange, candidate, GeminiWire.event(candidate));
  }

  private static String details(Complaint complaint) {
    return complaint == Complaint.WRONG_KEY
        ? "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\","
            + "\"domain\":\"googleapis.com\"}"
        : "";
  }
}
