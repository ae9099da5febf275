package dev.rung.server.rpc;

import dev.rung.server.peer.Peer;
import dev.rung.server.tenant.Credentials;
import dev.rung.server.tenant.Door;
import dev.rung.server.tenant.Entry;
import dev.rung.server.tenant.Need;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets calls in whose caller may make them, and tells who that is. On event loops; does not wait.
 */
final class Authentication implements ServerInterceptor {
  private static final Context.Key<Visit> VISIT = Context.key("visit");
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Who stands before this server may have looked at the other one. */
  private static final Entry TWICE =
      new Entry.Turned(
          Entry.Fault.KEY_INVALID,
          "authorization stands there more than once: send one",
          Optional.empty());

  private static final Entry UNTRUSTED =
      new Entry.Turned(
          Entry.Fault.KEY_INVALID,
          "the certificate of this connection counts no more: connect anew, with another",
          Optional.empty());

  private final Door door;

  Authentication(Door door) {
    this.door = door;
  }

  /**
   * @param again asks the door once more with what was shown
   */
  private record Visit(Entry.Admitted visitor, Supplier<Entry> again) {}

  /** Who makes the call whose context is current, as in a service's method on the event loop. */
  static Entry.Admitted visitor() {
    Visit visit = VISIT.get();
    return visit == null ? Entry.Admitted.ANYBODY : visit.visitor();
  }

  /**
   * Tells, whenever it is asked and on any thread, why who makes the call whose context is current
   * may begin nothing more: an operator has revoked the key since, or disabled the tenant.
   */
  static Supplier<Optional<String>> withdrawal() {
    Visit visit = VISIT.get();
    return visit == null
        ? Optional::empty
        : () ->
            visit.again().get() instanceof Entry.Turned turned && turned.fault().isWithdrawal()
                ? Optional.of(turned.message())
                : Optional.empty();
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    MethodDescriptor<A, B> method = call.getMethodDescriptor();
    String service = Optional.ofNullable(method.getServiceName()).orElse("");
    String name = Optional.ofNullable(method.getBareMethodName()).orElse("");
    Credentials credentials = credentials(call, headers);
    Need need = Needs.of(service, name);
    Entry entry = unfit(call, headers).orElseGet(() -> door.ask(credentials, need));
    return switch (entry) {
      case Entry.Admitted visitor -> {
        Visit visit = new Visit(visitor, () -> door.ask(credentials, need));
        yield Contexts.interceptCall(
            Context.current().withValue(VISIT, visit), call, headers, next);
      }
      case Entry.Turned turned -> {
        Ends.close(call, Statuses.turned(turned));
        yield new ServerCall.Listener<>() {};
      }
    };
  }

  /** What is turned away whoever it is. */
  private static Optional<Entry> unfit(ServerCall<?, ?> call, Metadata headers) {
    if (call.getAttributes().get(PeerNames.UNTRUSTED) != null) {
      return Optional.of(UNTRUSTED);
    }
    return isTwice(headers) ? Optional.of(TWICE) : Optional.empty();
  }

  private static boolean isTwice(Metadata headers) {
    Iterable<String> shown = headers.getAll(AUTHORIZATION);
    if (shown == null) {
      return false;
    }
    Iterator<String> each = shown.iterator();
    each.next();
    return each.hasNext();
  }

  private static Credentials credentials(ServerCall<?, ?> call, Metadata headers) {
    List<String> names = call.getAttributes().get(PeerNames.KEY);
    return new Credentials(
        Optional.ofNullable(headers.get(AUTHORIZATION)),
        names == null ? List.of() : names,
        Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
            .flatMap(Peer::of));
  }
}
