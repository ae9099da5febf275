package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** One response, read by the thread that sent the request. */
final class ApacheExchange implements HttpExchange {
  private static final Duration FINISH_LIMIT = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int SCRATCH_BYTES = 4096;

  /** However much a response says that it has. */
  private static final long MOST_AT_FIRST = 64L * SCRATCH_BYTES - 1;

  private final ApacheHttp http;
  private final WatchedRequest request;
  private final WatchedRequest.Wait firstByte;
  private final ClassicHttpResponse response;
  private final InputStream body;
  private long received;
  private boolean complete;

  private ApacheExchange(
      ApacheHttp http,
      WatchedRequest request,
      WatchedRequest.Wait firstByte,
      ClassicHttpResponse response,
      InputStream body) {
    this.http = http;
    this.request = request;
    this.firstByte = firstByte;
    this.response = response;
    this.body = body;
  }

  /** Sends the request; returns when the response's head is there. */
  static ApacheExchange open(ApacheHttp http, HttpCall call)
      throws ProviderException, InterruptedException {
    WatchedRequest request = new WatchedRequest(http, request(call), call);
    Timeouts timeouts = http.settings().timeouts();
    WatchedRequest.Wait firstByte = request.waitFor(timeouts.firstByte(), Cutoff.FIRST_BYTE);
    request.startWaiting(firstByte);
    request.begin();
    boolean opened = false;
    try {
      ClassicHttpResponse response = request.send();
      InputStream body = body(response);
      opened = true;
      return new ApacheExchange(http, request, firstByte, response, body);
    } catch (IOException e) {
      throw request.failure(e);
    } catch (IllegalStateException e) {
      // How the pool reports that it was closed, or that the wait for a connection was cancelled.
      throw request.ownDoing().orElseThrow(() -> e);
    } finally {
      request.stopWaiting();
      if (!opened) {
        request.abort();
      }
    }
  }

  @Override
  public int status() {
    return response.getCode();
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  @Override
  public int read(byte[] into, int offset, int length)
      throws ProviderException, InterruptedException {
    return received == 0
        ? readWithin(firstByte, into, offset, length)
        : readWithin(
            request.waitFor(http.settings().timeouts().idle(), Cutoff.IDLE), into, offset, length);
  }

  @Override
  public void outputBegan() {
    request.outputBegan();
  }

  @Override
  public long size() {
    return received == 0 ? 0 : Math.max(received, Math.min(announced(), mostBytes()));
  }

  @Override
  public Slice readAll(int limit) throws ProviderException, InterruptedException {
    byte[] all = new byte[initialBytes(limit)];
    int length = 0;
    while (length < limit) {
      if (length == all.length) {
        all = Arrays.copyOf(all, (int) Math.min(limit, all.length * 2L));
      }
      int count = read(all, length, all.length - length);
      if (new Slice(all, length, Math.max(count, 0)).firstByte() != 0) {
        request.outputBegan();
      }
      if (count < 0) {
        break;
      }
      length += count;
    }
    return new Slice(all, 0, length);
  }

  @Override
  public Slice readSoon(int limit) throws InterruptedException {
    WatchedRequest.Wait soon = request.waitFor(SOON, Cutoff.IDLE);
    byte[] some = new byte[initialBytes(limit)];
    int length = 0;
    try {
      while (length < limit && !complete) {
        if (length == some.length) {
          some = Arrays.copyOf(some, (int) Math.min(limit, some.length * 2L));
        }
        length += Math.max(0, readWithin(soon, some, length, some.length - length));
      }
    } catch (ProviderException notAllOfIt) {
      request.abort();
    }
    return new Slice(some, 0, length);
  }

  @Override
  public void finish() throws InterruptedException {
    WatchedRequest.Wait soon = request.waitFor(FINISH_LIMIT, Cutoff.IDLE);
    byte[] scratch = new byte[SCRATCH_BYTES];
    try {
      while (!complete) {
        readWithin(soon, scratch, 0, scratch.length);
      }
    } catch (ProviderException notEnded) {
      // All that counts was read before; this connection is given up instead of kept.
      request.abort();
    }
  }

  @Override
  public void close() {
    if (complete) {
      request.end();
    } else {
      request.abort();
    }
  }

  private int readWithin(WatchedRequest.Wait wait, byte[] into, int offset, int length)
      throws ProviderException, InterruptedException {
    request.requireNotInterrupted();
    request.startWaiting(wait);
    try {
      int count = body.read(into, offset, length);
      complete = count < 0;
      return counted(count);
    } catch (IOException e) {
      throw request.failure(e);
    } finally {
      request.stopWaiting();
    }
  }

  private int counted(int count) throws ProviderException {
    received += Math.max(count, 0);
    long limit = mostBytes();
    if (received > limit) {
      throw ProviderException.of(
          FailureKind.BAD_RESPONSE,
          http.settings().name() + " sent more than " + limit + " B in one response");
    }
    return count;
  }

  /** One more than the response says that it has, so that its end is seen without making room. */
  private int initialBytes(int limit) {
    long announced = announced();
    long wanted = announced < 0 ? SCRATCH_BYTES - 1 : Math.min(announced, MOST_AT_FIRST);
    return (int) Math.min(limit, wanted + 1);
  }

  /** Negative where the head does not say. */
  private long announced() {
    return response.getEntity() == null ? 0 : response.getEntity().getContentLength();
  }

  private long mostBytes() {
    return http.settings().maxResponseBytes();
  }

  private static InputStream body(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  private static SentRequest request(HttpCall call) {
    SentRequest request = new SentRequest(call);
    call.headers().forEach(header -> request.setHeader(header.name(), header.value()));
    call.body().ifPresent(body -> request.setEntity(entity(body)));
    return request;
  }

  private static HttpEntity entity(RequestBody body) {
    return new ByteArrayEntity(body.array(), 0, body.length(), ContentType.APPLICATION_JSON);
  }
}
