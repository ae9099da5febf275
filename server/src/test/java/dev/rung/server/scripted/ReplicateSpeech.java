package dev.rung.server.scripted;

import java.io.IOException;

/**
 * Replicate's predictions, which need several requests: one creates, others look, and a stream is a
 * request of its own. Whoever looks sees the end, so nothing needs to be remembered.
 */
final class ReplicateSpeech extends Speech {
  @Override
  boolean streams(ReceivedRequest request) {
    return request.path().endsWith("/stream");
  }

  @Override
  String unary(String... pieces) {
    return ReplicateWire.succeeded(pieces);
  }

  @Override
  void whole(Exchange exchange, String... pieces) throws IOException {
    ReceivedRequest request = exchange.request();
    if (request.path().endsWith("/cancel")) {
      exchange.respond(200, JSON, ReplicateWire.canceled());
    } else if (request.method().equals("POST") && !waits(request)) {
      // Wanted or not, a prediction says where its stream is.
      String stream = "http://" + request.header("Host").orElse("") + ReplicateWire.STREAM;
      exchange.respond(201, JSON, ReplicateWire.starting(stream));
    } else {
      exchange.respond(request.method().equals("POST") ? 201 : 200, JSON, unary(pieces));
    }
  }

  @Override
  String piece(String text, int count) {
    return ReplicateWire.output(count, text);
  }

  @Override
  String ending(ReceivedRequest request, String... pieces) {
    return ReplicateWire.DONE;
  }

  @Override
  String error(Complaint complaint) {
    return ReplicateWire.problem(status(complaint), complaint.message());
  }

  @Override
  int status(Complaint complaint) {
    return complaint == Complaint.INVALID ? 422 : complaint.status();
  }

  @Override
  String errorEvent(Complaint complaint) {
    return ReplicateWire.event("error", complaint.message());
  }

  @Override
  void call(Exchange exchange, String tool, String arguments) {
    throw new IllegalStateException("predictions have no tools");
  }

  private static boolean waits(ReceivedRequest request) {
    return request.header("Prefer").orElse("").startsWith("wait")
        && !request.says("\"stream\":true");
  }
}
