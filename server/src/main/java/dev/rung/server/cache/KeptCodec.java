package dev.rung.server.cache;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolCall;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is kept of an answer, as bytes. */
final class KeptCodec {
  private static final int VERSION = 1;

  private KeptCodec() {}

  static byte[] write(Answer answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(answer.text().length() + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      text(out, answer.text());
      out.writeInt(answer.toolCalls().size());
      for (ToolCall call : answer.toolCalls()) {
        text(out, call.id());
        text(out, call.name());
        text(out, call.arguments());
      }
      out.writeBoolean(answer.model().isPresent());
      text(out, answer.model().orElse(""));
      text(out, answer.tier().name());
      text(out, answer.provider());
      text(out, answer.finishReason().name());
      out.writeLong(answer.cost().nanos());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException when it was not written by {@link #write}
   */
  static Kept read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException("an answer of version " + version);
      }
      String text = text(in);
      int calls = in.readInt();
      List<ToolCall> toolCalls = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        toolCalls.add(new ToolCall(text(in), text(in), text(in)));
      }
      boolean named = in.readBoolean();
      String model = text(in);
      return new Kept(
          text,
          toolCalls,
          named ? Optional.of(model) : Optional.empty(),
          Tier.valueOf(text(in)),
          text(in),
          FinishReason.valueOf(text(in)),
          new Money(in.readLong()));
    } catch (IllegalArgumentException unknown) {
      throw new IOException("an answer with an unknown word", unknown);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
