package dev.rung.server.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;

/** Messages as JSON, with the contract's names and every field that has a value. */
final class Json {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().alwaysPrintFieldsWithNoPresence();

  private Json() {}

  /**
   * @throws InvalidProtocolBufferException when the message holds an Any of unknown type
   */
  static String of(MessageOrBuilder message) throws InvalidProtocolBufferException {
    return PRINTER.print(message);
  }
}
