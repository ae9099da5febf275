package dev.rung.server.scripted;

import java.io.IOException;
import java.util.Map;

/** What differs between the dialects. Keeps nothing. */
abstract class Speech {
  static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** Whether a request asks for a stream. */
  abstract boolean streams(ReceivedRequest request);

  /** An answer in one piece. */
  abstract String unary(String... pieces);

  /** A piece of text in a stream, the one of this number from 1. */
  abstract String piece(String text, int count);

  /** What ends a stream of these pieces. */
  abstract String ending(ReceivedRequest request, String... pieces);

  /** The body of an error. */
  abstract String error(Complaint complaint);

  /** Calls a tool, in one piece or streamed. */
  abstract void call(Exchange exchange, String tool, String arguments) throws IOException;

  int status(Complaint complaint) {
    return complaint.status();
  }

  /** The head of a stream. */
  void start(Exchange exchange) throws IOException {
    exchange.startEvents();
  }

  /** What comes in a stream before the first piece. */
  String opening() {
    return "";
  }

  final void end(Exchange exchange, String... pieces) throws IOException {
    exchange.write(ending(exchange.request(), pieces));
    exchange.finish();
  }

  /** Answers in one piece. */
  void whole(Exchange exchange, String... pieces) throws IOException {
    exchange.respond(200, JSON, unary(pieces));
  }

  /** Anything as one event of a stream. */
  String event(String data) {
    return "data: " + data + "\n\n";
  }

  String errorEvent(Complaint complaint) {
    return event(error(complaint));
  }

  /** This whole, or these parts of a stream, as the request asks. */
  final void give(Exchange exchange, String whole, String... stream) throws IOException {
    if (!streams(exchange.request())) {
      exchange.respond(200, JSON, whole);
      return;
    }
    start(exchange);
    exchange.write(opening());
    for (String part : stream) {
      exchange.write(part);
    }
    exchange.finish();
  }
}
