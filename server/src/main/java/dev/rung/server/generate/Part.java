package dev.rung.server.generate;

import java.util.Arrays;
import java.util.Objects;

/** A piece of a message. */
public sealed interface Part {

  record Text(String text) implements Part {}

  /** An image given by its bytes; the array is owned by the part and must not be changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record ImageBytes(byte[] data, String mimeType) implements Part {
    @Override
    public boolean equals(Object other) {
      return other instanceof ImageBytes that
          && mimeType.equals(that.mimeType)
          && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
      return Objects.hash(mimeType, Arrays.hashCode(data));
    }
  }

  /** An image that the provider fetches itself, or a data URI. */
  record ImageUri(String uri) implements Part {}

  /** A call that an assistant made. */
  record Call(ToolCall call) implements Part {}

  /** What a tool answered to the call of this id. */
  record Result(String callId, String content) implements Part {}
}
