package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A response out of memory, in pieces of any size. */
public final class CannedExchange implements HttpExchange {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Pieces pieces;
  private int at;
  private boolean finished;

  /** How many bytes the next piece has, 1 or more. */
  @FunctionalInterface
  public interface Pieces {
    int next();
  }

  public CannedExchange(int status, Map<String, String> headers, byte[] body, Pieces pieces) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.pieces = pieces;
  }

  /** A stream of events in one piece. */
  public static CannedExchange events(String body) {
    return of("text/event-stream", body.getBytes(UTF_8), body.length() + 1);
  }

  public static CannedExchange json(String body) {
    return of("application/json", body.getBytes(UTF_8), body.length() + 1);
  }

  public static CannedExchange of(String contentType, byte[] body, int pieceSize) {
    return new CannedExchange(200, Map.of("content-type", contentType), body, () -> pieceSize);
  }

  /** Only bytes, in pieces of 1 to {@code most} bytes. */
  public static CannedExchange inPieces(byte[] body, int most, RandomGenerator random) {
    return new CannedExchange(200, Map.of(), body, () -> random.nextInt(1, most + 1));
  }

  /** A capture from the test resources: head and body of a response, without chunk framing. */
  public static CannedExchange captured(String name, int pieceSize) {
    byte[] all = resource(name);
    String text = new String(all, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    String[] head = text.substring(0, end).split("\r\n", -1);
    Map<String, String> headers = new HashMap<>();
    for (String line : Arrays.asList(head).subList(1, head.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    byte[] body = Arrays.copyOfRange(all, end + 4, all.length);
    int status = Integer.parseInt(head[0].split(" ", -1)[1]);
    return new CannedExchange(status, headers, body, () -> pieceSize);
  }

  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, UTF_8);
  }

  /** Whether the reader said that it needs nothing more. */
  public boolean finished() {
    return finished;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (at == body.length) {
      return -1;
    }
    int count = Math.min(Math.min(pieces.next(), length), body.length - at);
    System.arraycopy(body, at, into, offset, count);
    at += count;
    return count;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public void outputBegan() {}

  @Override
  public long size() {
    return at;
  }

  @Override
  public Slice readAll(int limit) {
    int count = Math.min(limit, body.length - at);
    at += count;
    return new Slice(body, at - count, count);
  }

  @Override
  public Slice readSoon(int limit) {
    return readAll(limit);
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public void close() {}

  private static byte[] resource(String name) {
    try (InputStream in = CannedExchange.class.getResourceAsStream("/wire/" + name)) {
      if (in == null) {
        throw new AssertionError("no capture " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
