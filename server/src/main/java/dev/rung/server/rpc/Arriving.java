package dev.rung.server.rpc;

import dev.rung.server.peer.Peer;
import dev.rung.server.peer.Room;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call, from its headers until its stream is closed: what its message holds of the room, and
 * whether it is there. gRPC tells of bytes as they come, on the connection's event loop; others may
 * ask for the end from any thread.
 */
final class Arriving extends ServerStreamTracer {
  static final Context.Key<Arriving> KEY = Context.key("arriving");

  /** What a piece of a message takes beside its bytes, however small it is. */
  private static final int PIECE = 256;

  private final Room room;
  private final long since;
  private final AtomicReference<State> state = new AtomicReference<>(State.ARRIVING);
  private Optional<Peer> peer = Optional.empty();
  private Optional<ServerCall<?, ?>> call = Optional.empty();
  private long packed;
  private long unpacked;
  private long held;

  private enum State {
    ARRIVING,
    THERE,
    ENDED
  }

  /**
   * @param since by a monotonic clock, in nanoseconds
   */
  Arriving(Room room, long since) {
    this.room = room;
    this.since = since;
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  /** Whoever ends it first does; on the event loop, before its message comes. */
  <A, B> ServerCall<A, B> watch(ServerCall<A, B> begun) {
    peer =
        Optional.ofNullable(begun.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))
            .flatMap(Peer::of);
    call = Optional.of(begun);
    return new SimpleForwardingServerCall<>(begun) {
      @Override
      public void close(Status status, Metadata trailers) {
        if (state.getAndSet(State.ENDED) != State.ENDED) {
          super.close(status, trailers);
        }
      }
    };
  }

  long since() {
    return since;
  }

  /** Its message is whole; false where the call was ended before. */
  boolean arrive() {
    return state.compareAndSet(State.ARRIVING, State.THERE);
  }

  boolean isArriving() {
    return state.get() == State.ARRIVING;
  }

  /** Ends it unless its message is whole or it has ended. */
  void refuse(StatusRuntimeException why) {
    if (state.compareAndSet(State.ARRIVING, State.ENDED)) {
      call.ifPresent(begun -> Ends.close(begun, why));
    }
  }

  @Override
  public void inboundWireSize(long bytes) {
    packed += bytes + PIECE;
    hold();
  }

  /** Compressed, a message may become a thousand times as large. */
  @Override
  public void inboundUncompressedSize(long bytes) {
    unpacked += bytes;
    hold();
  }

  private void hold() {
    if (call.isEmpty() || !isArriving()) {
      return; // Of a stream of messages each is gone when the next one comes.
    }
    long more = Math.max(packed, unpacked) - held;
    if (more <= 0) {
      return;
    }
    if (room.take(peer, more)) {
      held += more;
    } else {
      refuse(Statuses.tooMuchArrives());
    }
  }

  /** What others bound holds no room any more. */
  void letGo() {
    room.give(peer, held);
    held = 0;
  }

  @Override
  public void streamClosed(Status status) {
    letGo();
  }
}
