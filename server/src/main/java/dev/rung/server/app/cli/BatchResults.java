package dev.rung.server.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.rung.v1.GenerateBatchResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where results of a batch go, a line each: to a file that may hold earlier ones, or to a pipe. */
final class BatchResults implements AutoCloseable {
  private static final JsonFormat.Printer LINE =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private final PrintStream out;
  private final boolean own;

  private BatchResults(PrintStream out, boolean own) {
    this.out = out;
    this.own = own;
  }

  /** Those of a file are added to what is in it. */
  static BatchResults open(Optional<Path> file, Terminal terminal) throws IOException {
    if (file.isEmpty()) {
      return new BatchResults(terminal.out(), false);
    }
    return new BatchResults(
        new PrintStream(
            Files.newOutputStream(file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            false,
            StandardCharsets.UTF_8),
        true);
  }

  /**
   * The ids of what was answered in an earlier run. A last line that was cut, as by a full disk,
   * counts for nothing and is ended, also where it ends within a character.
   */
  static Set<String> answered(Path file) throws IOException {
    Set<String> ids = new HashSet<>();
    if (!Files.exists(file)) {
      return ids;
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answered(line).ifPresent(ids::add);
      }
    }
    endLastLine(file);
    return ids;
  }

  private static void endLastLine(Path file) throws IOException {
    if (!endsInLineBreak(file)) {
      Files.writeString(file, "\n", StandardOpenOption.APPEND);
    }
  }

  private static boolean endsInLineBreak(Path file) throws IOException {
    try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
      if (bytes.size() == 0) {
        return true;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      bytes.position(bytes.size() - 1);
      return bytes.read(last) == 1 && last.get(0) == '\n';
    }
  }

  private static Optional<String> answered(String line) {
    GenerateBatchResult.Builder result = GenerateBatchResult.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(line, result);
      return result.hasResponse() ? Optional.of(result.getId()) : Optional.empty();
    } catch (InvalidProtocolBufferException cutOrForeign) {
      return Optional.empty();
    }
  }

  void add(GenerateBatchResult result) throws IOException {
    out.println(LINE.print(result));
    out.flush();
    if (out.checkError()) {
      throw new IOException("results cannot be written: make room, or see to the reader");
    }
  }

  @Override
  public void close() {
    if (own) {
      out.close();
    }
  }
}
