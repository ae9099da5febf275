package dev.rung.server.simulate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads values of known shape; a fault names the line and the field. One thread. */
final class JsonFields {
  private final JsonParser at;
  private final String file;

  JsonFields(JsonParser at, String file) {
    this.at = at;
    this.file = file;
  }

  /** Is told of each field of an object, whose value the parser stands at. */
  @FunctionalInterface
  interface Field {
    void read(String name) throws IOException, TaskException;
  }

  /** Reads the object that the parser stands at. */
  void object(String path, Field each) throws IOException, TaskException {
    if (at.currentToken() != JsonToken.START_OBJECT) {
      throw problem(path + " must be an object");
    }
    for (String name = at.nextFieldName(); name != null; name = at.nextFieldName()) {
      at.nextToken();
      each.read(name);
    }
  }

  /** Calls for each element of the array that the parser stands at. */
  void array(String path, Field each) throws IOException, TaskException {
    if (at.currentToken() != JsonToken.START_ARRAY) {
      throw problem(path + " must be a list");
    }
    for (int i = 0; at.nextToken() != JsonToken.END_ARRAY; i++) {
      each.read(path + "[" + i + "]");
    }
  }

  String text(String path) throws IOException, TaskException {
    if (at.currentToken() != JsonToken.VALUE_STRING) {
      throw problem(path + " must be a text");
    }
    return at.getText();
  }

  List<String> texts(String path) throws IOException, TaskException {
    List<String> texts = new ArrayList<>();
    array(path, element -> texts.add(text(element)));
    return texts;
  }

  int whole(String path, int least, int most) throws IOException, TaskException {
    boolean whole = at.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!whole || at.getBigIntegerValue().bitLength() > 31) {
      throw problem(path + " must be a whole number from " + least + " to " + most);
    }
    long value = at.getLongValue();
    if (value < least || value > most) {
      throw problem(
          path + " must be a whole number from " + least + " to " + most + ", not " + value);
    }
    return (int) value;
  }

  double number(String path, double least, double most) throws IOException, TaskException {
    double value = at.currentToken().isNumeric() ? at.getDoubleValue() : Double.NaN;
    if (!(value >= least && value <= most)) {
      throw problem(path + " must be a number from " + least + " to " + most);
    }
    return value;
  }

  boolean flag(String path) throws TaskException {
    return switch (at.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw problem(path + " must be true or false");
    };
  }

  void skip() throws IOException {
    at.skipChildren();
  }

  TaskException unknown(String path, String known) {
    return problem("there is no " + path + "; known are " + known);
  }

  TaskException problem(String what) {
    return new TaskException(file + ":" + at.currentTokenLocation().getLineNr() + ": " + what);
  }
}
