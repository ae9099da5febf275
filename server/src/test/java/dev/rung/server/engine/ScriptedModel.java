package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A provider whose models do what their scripts say. It keeps the calls it gets; a model without a
 * script says its own name. Threads: any.
 */
final class ScriptedModel implements Provider {
  static final Usage USAGE = new Usage(1_000, 0, 500, 0, false);

  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** What a model does when it is asked. */
  @FunctionalInterface
  interface Script {
    Completion play(Call call, ChunkSink sink)
        throws ProviderException, CallerGoneException, InterruptedException;

    /** The same, but for how it ends. */
    default Script endingWith(FinishReason reason, Optional<Usage> usage) {
      return (call, sink) -> {
        play(call, sink);
        return new Completion(reason, usage, Optional.empty());
      };
    }

    /** The same, after this. */
    default Script after(Runnable first) {
      return (call, sink) -> {
        first.run();
        return play(call, sink);
      };
    }
  }

  static Script says(String... deltas) {
    return (call, sink) -> {
      for (String delta : deltas) {
        sink.accept(new Chunk.Delta(delta));
      }
      return new Completion(FinishReason.STOP, Optional.of(USAGE), Optional.empty());
    };
  }

  static Script hands(Chunk... chunks) {
    return (call, sink) -> {
      for (Chunk chunk : chunks) {
        sink.accept(chunk);
      }
      return new Completion(FinishReason.TOOL_CALLS, Optional.of(USAGE), Optional.empty());
    };
  }

  static Script fails(FailureKind kind) {
    return failsWith(ProviderException.of(kind, "as scripted"));
  }

  static Script failsWith(ProviderException failure) {
    return (call, sink) -> {
      throw failure;
    };
  }

  static Script saysThenFails(String delta, FailureKind kind) {
    return (call, sink) -> {
      sink.accept(new Chunk.Delta(delta));
      throw ProviderException.of(kind, "as scripted");
    };
  }

  /** Never ends but by an interrupt. */
  static Script hangs(CountDownLatch begun) {
    return (call, sink) -> {
      begun.countDown();
      new CountDownLatch(1).await();
      throw new IllegalStateException("nobody opens this latch");
    };
  }

  /** The same, once this is open. */
  static Script after(CountDownLatch latch, Script script) {
    return (call, sink) -> {
      latch.await();
      return script.play(call, sink);
    };
  }

  ScriptedModel on(String model, Script script) {
    scripts.put(model, script);
    return this;
  }

  List<Call> calls() {
    return calls;
  }

  /** The names of the models that were asked, in order. */
  List<String> asked() {
    return calls.stream().map(call -> call.model().name()).toList();
  }

  @Override
  public Completion generate(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    calls.add(call);
    String name = call.model().name();
    return scripts.getOrDefault(name, says(name)).play(call, sink);
  }

  @Override
  public void close() {}

  /** The same for one roster, which must not ask it after closing it. */
  Provider lent() {
    return new Lent();
  }

  private final class Lent implements Provider {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public Completion generate(Call call, ChunkSink sink)
        throws ProviderException, CallerGoneException, InterruptedException {
      checkOpen();
      Completion completion = ScriptedModel.this.generate(call, sink);
      checkOpen();
      return completion;
    }

    private void checkOpen() {
      if (closed.get()) {
        throw new IllegalStateException("closed under a request");
      }
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
