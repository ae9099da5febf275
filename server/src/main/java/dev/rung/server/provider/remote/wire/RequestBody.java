package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A request's JSON, written once, as the bytes that are sent. Never logged: it holds the prompt.
 */
public final class RequestBody {
  private final Buffer buffer;

  private RequestBody(Buffer buffer) {
    this.buffer = buffer;
  }

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * The value as bytes.
   *
   * @throws IOException when the writer hands on text that JSON cannot hold or that is not JSON
   */
  public static RequestBody write(Writer writer) throws IOException {
    Buffer buffer = new Buffer();
    try (JsonGenerator json = Json.FACTORY.createGenerator(buffer)) {
      writer.write(json);
    }
    return new RequestBody(buffer);
  }

  public int length() {
    return buffer.size();
  }

  /** The bytes as text. */
  public String text() {
    return buffer.toString(UTF_8);
  }

  byte[] array() {
    return buffer.array();
  }

  /** Shows its array, so that nothing is copied on the way to the socket. */
  private static final class Buffer extends ByteArrayOutputStream {
    private static final int INITIAL_BYTES = 2048;

    Buffer() {
      super(INITIAL_BYTES);
    }

    byte[] array() {
      return buf;
    }
  }
}
