package dev.rung.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.call.Gate;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.Unanswered;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.RequestId;
import dev.rung.server.http.metrics.Metrics;
import dev.rung.server.http.openai.ApiError;
import dev.rung.server.http.openai.ChatCompletions;
import dev.rung.server.http.openai.ModelList;
import dev.rung.server.http.wire.Endpoint;
import dev.rung.server.http.wire.Unreadable;
import dev.rung.server.http.wire.WebReply;
import dev.rung.server.http.wire.WebRequest;
import dev.rung.server.tenant.Credentials;
import dev.rung.server.tenant.Door;
import dev.rung.server.tenant.Entry;
import dev.rung.server.tenant.Need;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which path leads where, after it was seen who asks. Called on event loops; nothing in it waits.
 */
final class Site implements Endpoint {
  private static final String CHAT = "/v1/chat/completions";
  private static final String MODELS = "/v1/models";
  private static final String METRICS = "/metrics";
  private static final String HEALTH = "/healthz";
  private static final byte[] FINE = "ok\n".getBytes(UTF_8);

  private final Visitors visitors;
  private final Door door;
  private final Gate gate;
  private final RequestIds ids;
  private final ChatCompletions chat;
  private final ModelList models;
  private final Metrics metrics;

  Site(
      Visitors visitors,
      Door door,
      Gate gate,
      RequestIds ids,
      ChatCompletions chat,
      ModelList models,
      Metrics metrics) {
    this.visitors = visitors;
    this.door = door;
    this.gate = gate;
    this.ids = ids;
    this.chat = chat;
    this.models = models;
    this.metrics = metrics;
  }

  @Override
  public void answer(WebRequest request, WebReply reply) {
    RequestId id = ids.next();
    if (!gate.enter()) {
      reply.closeAfter();
      ApiError.of(new Unanswered.Refused(Unanswered.shuttingDown(), Optional.empty()))
          .send(id, reply);
      return;
    }
    reply.onOver(gate::leave);
    Optional<String> fault = visitors.fault(request);
    if (fault.isPresent()) {
      ApiError.invalid(403, "forbidden", fault.get()).send(id, reply);
      return;
    }
    switch (door.ask(credentials(request), need(request.path()))) {
      case Entry.Turned turned -> ApiError.of(turned).send(id, reply);
      case Entry.Admitted visitor -> route(id, visitor, request, reply);
    }
  }

  @Override
  public Optional<Consumer<WebReply>> turnsAway(WebRequest head) {
    Optional<String> fault = visitors.fault(head);
    if (fault.isPresent()) {
      return Optional.of(forbidden(fault.get()));
    }
    return door.ask(credentials(head), need(head.path())) instanceof Entry.Turned turned
        ? Optional.of(reply -> ApiError.of(turned).send(ids.next(), reply))
        : Optional.empty();
  }

  private Consumer<WebReply> forbidden(String why) {
    return reply -> ApiError.invalid(403, "forbidden", why).send(ids.next(), reply);
  }

  private static Need need(String path) {
    return switch (path) {
      case HEALTH -> Need.NOTHING;
      case METRICS -> Need.STATS;
      default -> Need.GENERATE;
    };
  }

  private static Credentials credentials(WebRequest request) {
    return new Credentials(request.header("authorization"), request.peerNames(), request.peer());
  }

  @Override
  public void refuse(Unreadable why, WebReply reply) {
    if (why == Unreadable.TOO_MANY_BODIES) {
      ApiError.overloaded(why.message()).send(ids.next(), reply);
      return;
    }
    ApiError.invalid(why.status(), why.name().toLowerCase(Locale.ROOT), why.message())
        .send(ids.next(), reply);
  }

  private void route(RequestId id, Entry.Admitted visitor, WebRequest request, WebReply reply) {
    String path = request.path();
    Caller caller = visitor.caller();
    if (path.equals(CHAT)) {
      if (allowed("POST", id, request, reply)) {
        chat.answer(id, caller, request, reply);
      }
    } else if (path.equals(MODELS)) {
      if (allowed("GET", id, request, reply)) {
        models.all(id, caller, reply);
      }
    } else if (path.startsWith(MODELS + "/")) {
      if (allowed("GET", id, request, reply)) {
        models.one(id, caller, path.substring(MODELS.length() + 1), reply);
      }
    } else if (path.equals(METRICS)) {
      if (allowed("GET", id, request, reply)) {
        metrics.answer(
            id, caller.seesAll() ? Optional.empty() : Optional.of(caller.tenant()), reply);
      }
    } else if (path.equals(HEALTH)) {
      if (allowed("GET", id, request, reply)) {
        reply.whole(200, Map.of("content-type", "text/plain; charset=utf-8"), FINE);
      }
    } else {
      ApiError.invalid(
              404,
              "unknown_path",
              "there is %s, %s, %s/{id}, %s and %s"
                  .formatted(CHAT, MODELS, MODELS, METRICS, HEALTH))
          .send(id, reply);
    }
  }

  /** HEAD is answered as GET is; the codec leaves the body out. */
  private static boolean allowed(String method, RequestId id, WebRequest request, WebReply reply) {
    boolean head = method.equals("GET") && request.method().equals("HEAD");
    if (head || request.method().equals(method)) {
      return true;
    }
    ApiError.invalid(405, "method_not_allowed", "this path takes " + method + " only")
        .with("allow", method.equals("GET") ? "GET, HEAD" : method)
        .send(id, reply);
    return false;
  }
}
