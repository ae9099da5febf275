package dev.rung.server.http.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON; buffers come from a pool that threads share. */
final class Json {
  private static final int MAX_DEPTH = 64;

  /** So that a body of few bytes per value cannot fill the memory. */
  private static final long MAX_VALUES = 1_000_000;

  /** Safe for several threads. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxTokenCount(MAX_VALUES)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final byte[] BEFORE_EVENT = "data: ".getBytes(UTF_8);
  private static final byte[] AFTER_EVENT = "\n\n".getBytes(UTF_8);

  private Json() {}

  /** Writes one value. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(writing, out);
    return out.toByteArray();
  }

  static String text(Writing writing) {
    return new String(bytes(writing), UTF_8);
  }

  /** Adds a server-sent event with this value (WHATWG HTML, 9.2); a value has no line feeds. */
  static void event(Writing writing, ByteArrayOutputStream out) {
    out.writeBytes(BEFORE_EVENT);
    write(writing, out);
    out.writeBytes(AFTER_EVENT);
  }

  private static void write(Writing writing, ByteArrayOutputStream out) {
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      writing.to(json);
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }
}
