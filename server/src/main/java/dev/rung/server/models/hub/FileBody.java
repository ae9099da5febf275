package dev.rung.server.models.hub;

import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.HttpExchange;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bytes of a file on their way in, from some offset on. One thread. */
public final class FileBody implements AutoCloseable {
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;

  /** RFC 9110, section 14.4; the length may be unknown. */
  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");

  private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/([0-9]{1,18})");

  private final HttpExchange exchange;

  FileBody(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** Whether there is nothing from the offset on that was asked for. */
  public boolean isBeyondEnd() {
    return exchange.status() == NOT_SATISFIABLE;
  }

  /** Where the bytes begin in the file: 0 for all of it; absent where that is not said. */
  public OptionalLong offset() {
    if (exchange.status() != PARTIAL) {
      return OptionalLong.of(0);
    }
    return range(RANGE, 1);
  }

  /** How long the whole file is, as far as the response says. */
  public OptionalLong total() {
    return switch (exchange.status()) {
      case PARTIAL -> range(RANGE, 2);
      case NOT_SATISFIABLE -> range(UNSATISFIED, 1);
      default -> FileHead.number(exchange.header("Content-Length"));
    };
  }

  /** What the bytes can be continued under; absent where there is no strong ETag. */
  public Optional<String> validator() {
    return exchange.header("ETag").filter(etag -> etag.startsWith("\"") && etag.endsWith("\""));
  }

  /**
   * Waits for the next bytes.
   *
   * @return how many came; -1 at the clean end of the response
   * @throws HubException when the response breaks off
   */
  public int read(byte[] into) throws HubException, InterruptedException {
    try {
      return exchange.read(into, 0, into.length);
    } catch (ProviderException failure) {
      throw HubRequests.failed(failure);
    }
  }

  private OptionalLong range(Pattern form, int group) {
    Matcher range = form.matcher(exchange.header("Content-Range").orElse(""));
    return range.matches()
        ? FileHead.number(Optional.of(range.group(group)))
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    exchange.close();
  }
}
