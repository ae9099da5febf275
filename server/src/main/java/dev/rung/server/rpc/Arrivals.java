package dev.rung.server.rpc;

import dev.rung.server.peer.Room;
import dev.rung.v1.RouterGrpc;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerStreamTracer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds what the messages of all calls of a port hold, from their first byte until the call ends,
 * and how long a message may take to arrive: gRPC itself waits for it as long as the connection
 * lives. Streams of messages are not bounded in time. Safe for several threads.
 */
final class Arrivals extends ServerStreamTracer.Factory
    implements ServerInterceptor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  /** As many messages of the largest size may be here at once. */
  private static final int MESSAGES = 8;

  /** Or so much of what the JVM may take, where that is more. */
  private static final int SHARE = 4;

  private static final String BATCH = RouterGrpc.getGenerateBatchMethod().getFullMethodName();
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Room room;
  private final Duration patience;
  private final LongSupplier nanoTime;
  private final Set<Arriving> arriving = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rung-arrivals").factory());

  /** With the room of a port whose messages have so many bytes at most. */
  static Arrivals at(int maxMessageBytes, Duration patience, LongSupplier nanoTime) {
    long most =
        Math.max((long) MESSAGES * maxMessageBytes, Runtime.getRuntime().maxMemory() / SHARE);
    return new Arrivals(new Room(most), patience, nanoTime);
  }

  /**
   * Watches from now on.
   *
   * @param room of this port alone
   * @param patience for one message
   * @param nanoTime monotonic
   */
  Arrivals(Room room, Duration patience, LongSupplier nanoTime) {
    this.room = room;
    this.patience = patience;
    this.nanoTime = nanoTime;
    long look = Math.min(LOOK.toNanos(), patience.toNanos());
    Future<?> _ = watchdog.scheduleWithFixedDelay(this::endLate, look, look, TimeUnit.NANOSECONDS);
  }

  @Override
  public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
    return new Arriving(room, nanoTime.getAsLong());
  }

  @Override
  public <A, B> ServerCall.Listener<A> interceptCall(
      ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
    MethodDescriptor<A, B> method = call.getMethodDescriptor();
    Arriving one = Arriving.KEY.get();
    if (one == null || !method.getType().clientSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    // How many batches there are is bounded, and they may take hours.
    boolean batch = method.getFullMethodName().equals(BATCH);
    ServerCall.Listener<A> listener = next.startCall(one.watch(call), headers);
    arriving.add(one);
    return new Watched<>(listener, one, batch);
  }

  private void endLate() {
    long now = nanoTime.getAsLong();
    arriving.forEach(one -> {
      if (now - one.since() >= patience.toNanos()) {
        arriving.remove(one);
        end(one);
      }
    });
  }

  private static void end(Arriving one) {
    try {
      one.refuse(Statuses.arrivesTooSlowly());
    } catch (RuntimeException | Error bug) {
      // One that cannot be ended must not end the watch over all others in silence.
      LOG.atError().setCause(bug).log("a call whose message comes too slowly was not ended");
    }
  }

  /** The clock that it goes by. */
  LongSupplier nanoTime() {
    return nanoTime;
  }

  /** How many calls wait for their message. */
  int waiting() {
    return arriving.size();
  }

  /** Bytes that are held. */
  long held() {
    return room.held();
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }

  private final class Watched<A> extends SimpleForwardingServerCallListener<A> {
    private final Arriving one;
    private final boolean batch;

    Watched(ServerCall.Listener<A> listener, Arriving one, boolean batch) {
      super(listener);
      this.one = one;
      this.batch = batch;
    }

    @Override
    public void onMessage(A message) {
      if (one.isArriving()) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      arriving.remove(one);
      if (one.arrive()) {
        super.onHalfClose();
      }
      if (batch) {
        one.letGo();
      }
    }

    @Override
    public void onComplete() {
      arriving.remove(one);
      super.onComplete();
    }

    @Override
    public void onCancel() {
      arriving.remove(one);
      super.onCancel();
    }
  }
}
