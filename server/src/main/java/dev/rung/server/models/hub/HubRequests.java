package dev.rung.server.models.hub;

import dev.rung.server.generate.Deadline;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.remote.wire.HttpCall;
import dev.rung.server.provider.remote.wire.HttpCall.Method;
import dev.rung.server.provider.remote.wire.HttpExchange;
import dev.rung.server.provider.remote.wire.HttpHeader;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Sends requests to the hub and to where it redirects; only the hub itself sees the token. */
final class HubRequests {
  private static final int MOST_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Route route;
  private final Optional<Secret> token;
  private final ProviderHttp http;

  HubRequests(Route route, Optional<Secret> token, ProviderHttp http) {
    this.route = route;
    this.token = token.filter(secret -> route.isPrivate());
    this.http = http;
  }

  /**
   * A response, with who gave it. Close its exchange.
   *
   * @param ofHub whether the hub itself gave it, not a place that it redirected to
   */
  record Response(HttpExchange exchange, boolean ofHub) implements AutoCloseable {
    @Override
    public void close() {
      exchange.close();
    }
  }

  /**
   * Asks, and follows redirects until a response is the one that is wanted or none at all.
   *
   * @param enough which redirect is not followed, because its headers say enough
   * @throws HubException when nothing answers in time, or a redirect must not be followed
   */
  Response send(
      Method method,
      URI start,
      List<HttpHeader> headers,
      Deadline deadline,
      Predicate<HttpExchange> enough)
      throws HubException, InterruptedException {
    URI at = start;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpExchange exchange = sendOnce(method, at, headers, deadline);
      if (!REDIRECTS.contains(exchange.status()) || enough.test(exchange)) {
        return new Response(exchange, route.isHub(at));
      }
      at = next(at, exchange);
    }
    throw HubException.lasting(
        route.name() + " redirects more than " + MOST_REDIRECTS + " times: is HF_ENDPOINT right?");
  }

  private URI next(URI at, HttpExchange redirect) throws HubException, InterruptedException {
    try (redirect) {
      Optional<String> location = redirect.header("Location");
      redirect.finish();
      if (location.isEmpty()) {
        throw HubException.lasting(route.name() + " redirects without saying where to");
      }
      return route.next(at, location.get());
    }
  }

  private HttpExchange sendOnce(Method method, URI at, List<HttpHeader> headers, Deadline deadline)
      throws HubException, InterruptedException {
    List<HttpHeader> all = new ArrayList<>(headers);
    if (route.isHub(at)) {
      token.ifPresent(t -> all.add(new HttpHeader("Authorization", "Bearer " + t.reveal())));
    }
    try {
      return http.send(new HttpCall(method, at, all, Optional.empty(), deadline, deadline));
    } catch (ProviderException failure) {
      throw failed(failure);
    }
  }

  /** What a broken exchange means for a pull. */
  static HubException failed(ProviderException failure) {
    boolean passing =
        failure.kind() == FailureKind.TIMEOUT
            || failure.kind() == FailureKind.UNAVAILABLE
            || failure.kind() == FailureKind.OVERLOADED;
    return passing ? HubException.passing(failure.text()) : HubException.lasting(failure.text());
  }
}
