package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.util.Arrays;

/**
 * Reads server-sent events as WHATWG HTML, section 9.2.6 defines them: CR, LF or CRLF, comments, a
 * byte order mark, several data lines per event, and the fields {@code event} and {@code id};
 * {@code retry} means nothing here, since nobody repeats a request by itself. Bytes may be cut
 * anywhere, also inside a character. An event that the end of the response cuts off is dropped, as
 * the specification says. One thread.
 */
public final class SseReader {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int INITIAL_BYTES = 1024;

  private final LineReader lines;
  private final int maxEventBytes;
  private byte[] data = new byte[INITIAL_BYTES];
  private int length;
  private int dataLines;
  private String pendingType = "";
  private String type = "";
  private String lastEventId = "";
  private boolean started;
  private boolean handedOut;

  /**
   * Reads nothing yet.
   *
   * @param maxEventBytes a longer line or event fails as a bad response
   */
  public SseReader(ByteSource source, int maxEventBytes) {
    this.lines = new LineReader(source, maxEventBytes);
    this.maxEventBytes = maxEventBytes;
  }

  /** Goes to the next event that has data; false at the end. */
  public boolean next() throws ProviderException, InterruptedException {
    forget();
    while (lines.next() && lines.terminated()) {
      int start = started ? lines.start() : afterByteOrderMark();
      started = true;
      if (start < lines.end()) {
        field(start, lines.end());
      } else if (handOut()) {
        return true;
      }
    }
    return false;
  }

  /** The event's data lines, joined by LF; valid until the next event. */
  public Slice data() {
    return new Slice(data, 0, length);
  }

  /** What the {@code event} field says; "" where it says nothing. */
  public String type() {
    return type;
  }

  /** The last {@code id} so far; "" where there was none. */
  public String lastEventId() {
    return lastEventId;
  }

  private boolean handOut() {
    type = pendingType;
    pendingType = "";
    handedOut = dataLines > 0;
    return handedOut;
  }

  private void forget() {
    if (handedOut) {
      length = 0;
      dataLines = 0;
      handedOut = false;
    }
  }

  private int afterByteOrderMark() {
    int start = lines.start();
    int after = start + BYTE_ORDER_MARK.length;
    boolean marked =
        after <= lines.end()
            && Arrays.equals(
                lines.buffer(), start, after, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    return marked ? after : start;
  }

  private void field(int start, int end) throws ProviderException {
    byte[] buffer = lines.buffer();
    int colon = start;
    while (colon < end && buffer[colon] != ':') {
      colon++;
    }
    int value = Math.min(colon + 1, end);
    if (value < end && buffer[value] == ' ') {
      value++;
    }
    Slice name = new Slice(buffer, start, colon - start);
    if (name.is("data")) {
      append(buffer, value, end - value);
    } else if (name.is("event")) {
      pendingType = new String(buffer, value, end - value, UTF_8);
    } else if (name.is("id")) {
      identify(new String(buffer, value, end - value, UTF_8));
    }
  }

  private void identify(String id) {
    if (id.indexOf('\0') < 0) {
      lastEventId = id;
    }
  }

  private void append(byte[] from, int offset, int count) throws ProviderException {
    int separator = dataLines == 0 ? 0 : 1;
    int needed = length + separator + count;
    if (needed > maxEventBytes) {
      throw ProviderException.of(
          FailureKind.BAD_RESPONSE,
          "an event of the response is longer than " + maxEventBytes + " B");
    }
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
    }
    if (separator == 1) {
      data[length++] = '\n';
    }
    System.arraycopy(from, offset, data, length, count);
    length += count;
    dataLines++;
  }
}
