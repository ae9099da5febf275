package dev.rung.server.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads tasks one after the other, as they are asked for: JSON objects, each on a line (JSONL) or
 * however they are laid out, or one JSON array of them. UTF-8. For one thread; owns the stream.
 */
public final class TaskReader implements AutoCloseable {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser at;
  private final String file;
  private final JsonFields fields;
  private boolean inArray;
  private boolean begun;

  private TaskReader(JsonParser at, String file) {
    this.at = at;
    this.file = file;
    this.fields = new JsonFields(at, file);
  }

  /**
   * Reads nothing yet.
   *
   * @param file how messages name it
   */
  public static TaskReader of(InputStream in, String file) throws IOException {
    return new TaskReader(JSON.createParser(in), file);
  }

  /**
   * The next task; absent at the end.
   *
   * @throws TaskException when it cannot be used
   * @throws IOException when the stream cannot be read
   */
  public Optional<Task> next() throws TaskException, IOException {
    try {
      return read();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new TaskException(file + ":" + line + ": is not JSON: " + e.getOriginalMessage());
    }
  }

  private Optional<Task> read() throws TaskException, IOException {
    JsonToken token = at.nextToken();
    if (!begun && token == JsonToken.START_ARRAY) {
      inArray = true;
      token = at.nextToken();
    }
    begun = true;
    if (inArray && token == JsonToken.END_ARRAY) {
      if (at.nextToken() != null) {
        throw fields.problem("goes on after the list of tasks");
      }
      return Optional.empty();
    }
    if (token == null) {
      return Optional.empty();
    }
    return Optional.of(TaskFields.read(fields, "line " + at.currentTokenLocation().getLineNr()));
  }

  @Override
  public void close() throws IOException {
    at.close();
  }
}
