package dev.rung.server.tenant.jwt;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.rung.server.tenant.jwt.JwtSettings.AtUrl;
import dev.rung.server.tenant.jwt.JwtSettings.InFile;
import dev.rung.server.tenant.jwt.JwtSettings.Source;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer as they were read last. They are read again when a token names one that is
 * not known, at most once a minute (five seconds after a failure), and when they are a quarter of
 * an hour old; where that fails, those that were read last stay. Safe for several threads; nobody
 * waits.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 3_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);
  private static final Duration OLD = Duration.ofMinutes(15);

  private final Source source;
  private final LongSupplier nanoTime;
  private final Duration within;
  private final ThreadFactory threads;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile SigningKeys current = SigningKeys.NONE;
  private volatile long readAt;
  private volatile boolean everRead;
  private volatile boolean failed;

  IssuerKeys(Source source, LongSupplier nanoTime) {
    this(source, nanoTime, WITHIN);
  }

  /**
   * @param within for a whole reading; what takes longer is ended
   */
  IssuerKeys(Source source, LongSupplier nanoTime, Duration within) {
    this(source, nanoTime, within, Thread.ofVirtual().name("issuer-keys").factory());
  }

  IssuerKeys(Source source, LongSupplier nanoTime, Duration within, ThreadFactory threads) {
    this.threads = threads;
    this.source = source;
    this.nanoTime = nanoTime;
    this.within = within;
  }

  SigningKeys current() {
    if (everRead && age() > OLD.toNanos()) {
      CompletableFuture<Boolean> _ = read();
    }
    return current;
  }

  /**
   * A token names a key that is not known: whether it may come, since keys are read now, or could
   * not be read last time.
   */
  boolean lookAgain() {
    if (reading.get()) {
      return true;
    }
    if (everRead && age() < (failed ? AFTER_A_FAILURE : BETWEEN).toNanos()) {
      return failed;
    }
    CompletableFuture<Boolean> _ = read();
    return true;
  }

  private long age() {
    return nanoTime.getAsLong() - readAt;
  }

  /** Starts to read, unless that is under way. */
  CompletableFuture<Boolean> read() {
    if (!reading.compareAndSet(false, true)) {
      return CompletableFuture.completedFuture(false);
    }
    CompletableFuture<SigningKeys> fetched = new CompletableFuture<>();
    Thread reader = threads.newThread(() -> fetch(fetched));
    try {
      reader.start();
    } catch (RuntimeException | OutOfMemoryError noThread) {
      // Told of below: else it would be under way for ever.
      fetched.completeExceptionally(noThread);
    }
    return fetched
        .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
        .handle((keys, failure) -> {
          if (failure == null) {
            current = keys;
            LOG.atInfo()
                .addKeyValue("source", source.text())
                .addKeyValue("keys", keys.keys().size())
                .log("keys of the issuer of tokens read");
          } else {
            // One that is sent a byte now and then would read for days.
            reader.interrupt();
            LOG.atWarn()
                .addKeyValue("source", source.text())
                .addKeyValue("reason", reason(failure))
                .addKeyValue("keys", current.keys().size())
                .log("the keys of the issuer of tokens cannot be read; those known stay");
          }
          failed = failure != null;
          readAt = nanoTime.getAsLong();
          everRead = true;
          reading.set(false);
          return failure == null;
        });
  }

  /** For people; nothing of what was read but the status of the response. */
  private String reason(Throwable failure) {
    return switch (failure) {
      case TimeoutException _ -> "took longer than " + within.toSeconds() + " s";
      case ParseException _ -> "what was read is no JWKS";
      case SocketTimeoutException _ -> "no answer within " + READ_MILLIS / 1_000 + " s";
      case IOException told when told.getMessage() != null -> told.getMessage();
      default -> failure.getClass().getSimpleName();
    };
  }

  private void fetch(CompletableFuture<SigningKeys> fetched) {
    try {
      fetched.complete(SigningKeys.parse(current.edition() + 1, text()));
    } catch (IOException | ParseException | RuntimeException | Error failure) {
      // The root of this thread; what cannot be read is told of where it was asked for.
      fetched.completeExceptionally(failure);
    }
  }

  private String text() throws IOException {
    return switch (source) {
      case AtUrl(var url) -> new Retriever().retrieveResource(url.toURL()).getContent();
      case InFile(var file) -> {
        if (Files.size(file) > MOST_BYTES) {
          throw new IOException("the file is too large");
        }
        yield Files.readString(file);
      }
    };
  }

  /** Bounded in time and size; goes where it is told and nowhere else. */
  private static final class Retriever extends DefaultResourceRetriever {
    Retriever() {
      super(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
      HttpURLConnection connection = super.openHTTPConnection(url);
      connection.setInstanceFollowRedirects(false);
      return connection;
    }
  }
}
