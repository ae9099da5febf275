package dev.rung.server.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Requests in a file: on each line a JSON object with the contract's fields of a request, and an
 * "id" of one's own. A line without one has its number.
 */
final class BatchFile {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String ID = "id";

  private final Path file;
  private final GenerateRequest usual;

  /**
   * @param usual what lines begin with: what they say outranks it
   */
  BatchFile(Path file, GenerateRequest usual) {
    this.file = file;
    this.usual = usual;
  }

  /**
   * Every request of the file.
   *
   * @throws UsageException for a line that is none, with its number
   */
  List<Item> read() throws UsageException, IOException {
    List<Item> items = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          Item item = item(line, number);
          if (!ids.add(item.getId())) {
            throw fault(number, "the id \"" + item.getId() + "\" was there before");
          }
          items.add(item);
        }
      }
    }
    return items;
  }

  private Item item(String line, int number) throws UsageException {
    StringWriter request = new StringWriter();
    Optional<String> id = Optional.empty();
    try (JsonParser in = JSON.createParser(line);
        JsonGenerator out = JSON.createGenerator(request)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw fault(number, "must be a JSON object");
      }
      out.writeStartObject();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        if (in.currentName().equals(ID)) {
          in.nextToken();
          id = Optional.of(in.getText());
        } else {
          out.copyCurrentStructure(in);
        }
      }
      out.writeEndObject();
      if (in.nextToken() != null) {
        throw fault(number, "must be one JSON object");
      }
    } catch (IOException malformed) {
      throw fault(number, "is no JSON");
    }
    return Item.newBuilder()
        .setId(id.orElseGet(() -> Integer.toString(number)))
        .setRequest(request(request.toString(), number))
        .build();
  }

  private GenerateRequest request(String json, int number) throws UsageException {
    GenerateRequest.Builder request = usual.toBuilder();
    try {
      JsonFormat.parser().merge(json, request);
      return request.build();
    } catch (InvalidProtocolBufferException wrong) {
      throw fault(number, "is no request: " + wrong.getMessage());
    }
  }

  private UsageException fault(int line, String what) {
    return new UsageException(file + ", line " + line + " " + what);
  }
}
