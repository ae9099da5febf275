package dev.rung.server.provider.remote.replicate;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpCall;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.HttpHeader;
import dev.rung.server.provider.remote.wire.Json;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import dev.rung.server.provider.remote.wire.RateReader;
import dev.rung.server.provider.remote.wire.RequestBody;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The requests about predictions. Safe for several threads.
 *
 * <p>Follows no URL of a response but that of a stream, and that one only at the vendor's own hosts
 * or at the host that is configured: the key goes with it.
 */
final class Predictions implements AutoCloseable {
  private static final int OK = 200;
  private static final int MULTIPLE_CHOICES = 300;
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

  /** While the creation waits, the prediction's name is not known, and it cannot be cancelled. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);
  private static final String VENDORS_DOMAIN = ".replicate.com";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private final ProviderSettings settings;
  private final ProviderHttp http;
  private final Failures failures;
  private final RateReader limits;
  private final CountDownLatch closed = new CountDownLatch(1);

  Predictions(ProviderSettings settings, ProviderHttp http, Failures failures, RateReader limits) {
    this.settings = settings;
    this.http = http;
    this.failures = failures;
    this.limits = limits;
  }

  /** Creates one; where no stream is wanted, waits a while for its end. */
  Prediction create(Call call, ModelReference model, Inputs inputs)
      throws ProviderException, InterruptedException {
    List<HttpHeader> headers = headers("application/json", call.key());
    headers.add(new HttpHeader("Cancel-After", seconds(longer(call.deadline().remaining()))));
    if (!call.stream()) {
      headers.add(new HttpHeader("Prefer", "wait=" + waitSeconds(call)));
    }
    HttpCall request =
        HttpCall.post(
            URI.create(settings.baseUrl() + model.path()),
            headers,
            body(call, model, inputs),
            call.firstOutput(),
            call.deadline());
    Prediction created = send(request, Optional.of(call));
    if (!ID.matcher(created.id()).matches()) {
      throw failures.bad("sent a prediction without an id");
    }
    return created;
  }

  /** The inputs of the model that is described at this path. */
  Inputs inputs(String path, Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    URI uri = URI.create(settings.baseUrl() + path);
    HttpCall request = HttpCall.get(uri, headers("application/json", key), deadline);
    try (HttpExchange exchange = http.send(request)) {
      if (exchange.status() != OK) {
        throw failures.refused(exchange, Optional.empty());
      }
      return Inputs.read(exchange.readAll(HttpExchange.WHOLE));
    } catch (IOException undescribed) {
      throw failures.bad("sent no description of a model");
    }
  }

  /** The prediction as it stands. */
  Prediction look(String id, Call call, Deadline until)
      throws ProviderException, InterruptedException {
    URI uri = URI.create(settings.baseUrl() + "/predictions/" + id);
    return send(
        HttpCall.get(uri, headers("application/json", call.key()), until), Optional.of(call));
  }

  /** Waits until the next look; ends early when this is closed. */
  void pause(Duration time) throws ProviderException, InterruptedException {
    if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failures.unavailable("is no longer configured");
    }
  }

  /** Its events, where it has some at a place that may be followed. */
  Optional<HttpExchange> stream(Prediction prediction, Call call)
      throws ProviderException, InterruptedException {
    Optional<URI> uri = prediction.stream().filter(this::mayFollow);
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    HttpCall request =
        new HttpCall(
            HttpCall.Method.GET,
            uri.get(),
            headers("text/event-stream", call.key()),
            Optional.empty(),
            call.firstOutput(),
            call.deadline());
    HttpExchange exchange = http.send(request);
    if (exchange.status() == OK) {
      return Optional.of(exchange);
    }
    exchange.close();
    return Optional.empty();
  }

  /** Asks for an end, on a thread of its own; that this comes too late is no harm. */
  void cancel(String id, Call call) {
    Deadline soon = Deadline.after(CANCEL_LIMIT, call.deadline().clock());
    Thread.ofVirtual().name("rung-cancel-", 0).start(() -> cancelNow(id, call.key(), soon));
  }

  void checkAccount(Optional<ApiKey> key, Deadline deadline)
      throws ProviderException, InterruptedException {
    URI account = URI.create(settings.baseUrl() + "/account");
    HttpCall request = HttpCall.get(account, headers("application/json", key), deadline);
    try (HttpExchange exchange = http.send(request)) {
      if (!isWell(exchange.status())) {
        throw Throttling.timed(failures.refused(exchange, Optional.empty()));
      }
      List<String> _ = failures.list(exchange, Predictions::users);
    }
  }

  /** Whose account it is: anything else under a status that is well shows nothing. */
  private static List<String> users(Slice account) throws IOException {
    List<String> users = new ArrayList<>();
    Json.object(
        account,
        users::clear,
        (name, value) -> {
          if (name.equals("username")) {
            users.add(Json.text(value));
          }
        });
    if (users.isEmpty()) {
      throw new IOException("no account");
    }
    return users;
  }

  private static boolean isWell(int status) {
    return status >= OK && status < MULTIPLE_CHOICES;
  }

  @Override
  public void close() {
    closed.countDown();
    http.close();
  }

  private void cancelNow(String id, Optional<ApiKey> key, Deadline soon) {
    try {
      RequestBody nothing =
          RequestBody.write(json -> {
            json.writeStartObject();
            json.writeEndObject();
          });
      URI uri = URI.create(settings.baseUrl() + "/predictions/" + id + "/cancel");
      HttpCall request = HttpCall.post(uri, headers("application/json", key), nothing, soon, soon);
      try (HttpExchange exchange = http.send(request)) {
        exchange.finish();
      }
    } catch (ProviderException | IOException notReached) {
      // The prediction ends by its Cancel-After then.
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Prediction send(HttpCall request, Optional<Call> call)
      throws ProviderException, InterruptedException {
    try (HttpExchange exchange = http.send(request)) {
      boolean counted = request.method() == HttpCall.Method.POST;
      call.filter(_ -> counted).ifPresent(asked -> limits.tell(exchange, asked));
      if (!isWell(exchange.status())) {
        throw Throttling.timed(failures.refused(exchange, call.map(Call::prompt)));
      }
      return Prediction.read(exchange.readAll(HttpExchange.WHOLE));
    } catch (IOException malformed) {
      throw failures.bad("sent JSON that is malformed");
    }
  }

  private RequestBody body(Call call, ModelReference model, Inputs inputs)
      throws ProviderException {
    try {
      return PredictionRequest.of(call, model, inputs);
    } catch (IOException unfit) {
      throw failures.cannotAsk("cannot be asked: the prompt holds text that JSON cannot hold");
    }
  }

  private boolean mayFollow(URI uri) {
    String own = Hosts.host(settings.baseUrl());
    String host = Hosts.host(uri);
    boolean sameServer =
        host.equals(own)
            && uri.getPort() == settings.baseUrl().getPort()
            && settings.baseUrl().getScheme().equals(uri.getScheme());
    return sameServer
        || ("https".equals(uri.getScheme())
            && own.endsWith(VENDORS_DOMAIN)
            && host.endsWith(VENDORS_DOMAIN));
  }

  /** Less than the time after which a silent response counts as lost. */
  private long waitSeconds(Call call) {
    Duration patience = settings.timeouts().firstByte().dividedBy(2);
    Duration wait = LONGEST_WAIT;
    for (Duration limit : List.of(patience, call.firstOutput().remaining().dividedBy(2))) {
      wait = limit.compareTo(wait) < 0 ? limit : wait;
    }
    return Math.max(1, wait.toSeconds());
  }

  private static Duration longer(Duration time) {
    return time.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : time;
  }

  private static String seconds(Duration time) {
    return (time.toSeconds() + 1) + "s";
  }

  private List<HttpHeader> headers(String accept, Optional<ApiKey> key) {
    List<HttpHeader> headers = new ArrayList<>(4);
    headers.add(new HttpHeader("Accept", accept));
    key.ifPresent(used -> headers.add(HttpHeader.bearer(used)));
    return headers;
  }
}
