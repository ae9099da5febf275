package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.ProviderException;
import java.util.Optional;

/**
 * A response on its way in. One thread reads it.
 *
 * <p>Read to its end, its connection serves the next call. Closed before that, the connection is
 * closed too, so that the far end stops working for nobody.
 */
public interface HttpExchange extends ByteSource, AutoCloseable {

  /** For {@link #readAll}: as much as the provider may send. */
  int WHOLE = Integer.MAX_VALUE - 8;

  int status();

  /** The first header of this name, in any case. */
  Optional<String> header(String name);

  /**
   * Says that output has begun, be it hidden reasoning: {@link HttpCall#firstOutput} was met. A
   * start-up event or a comment is no output. {@link #readAll} says so by itself, with the first
   * byte that is not white space: some servers keep a connection alive with blank lines.
   */
  void outputBegan();

  /** Bytes of the body that came, or that the head announced where those are more. */
  long size();

  /**
   * The rest of the response; of a longer one the first {@code limit} bytes.
   *
   * @throws ProviderException when it breaks off or is longer than the provider's limit
   */
  Slice readAll(int limit) throws ProviderException, InterruptedException;

  /**
   * What of the rest comes within a moment, at most {@code limit} bytes: for what is worth a look
   * and no wait, such as the body of an error. Whoever goes on sending slowly is not read any more.
   */
  Slice readSoon(int limit) throws InterruptedException;

  /**
   * Says that nothing more of worth is to come. Reads what is left if that comes at once, so that
   * the connection can serve the next call.
   */
  void finish() throws InterruptedException;

  @Override
  void close();
}
