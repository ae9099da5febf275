package dev.rung.server.provider.local;

import dev.rung.local.Generated;
import dev.rung.local.TokenListener;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Hands text on to a sink, and ends the answer when nobody wants it any more. One thread. */
final class Forwarding implements TokenListener {
  private final ChunkSink sink;
  private final LongSupplier nanoTime;
  private final long began;
  private OptionalLong first = OptionalLong.empty();
  private Optional<CallerGoneException> gone = Optional.empty();
  private Optional<InterruptedException> interrupted = Optional.empty();

  Forwarding(ChunkSink sink, LongSupplier nanoTime) {
    this.sink = sink;
    this.nanoTime = nanoTime;
    this.began = nanoTime.getAsLong();
  }

  @Override
  public boolean onText(String piece) {
    if (first.isEmpty()) {
      first = OptionalLong.of(nanoTime.getAsLong());
    }
    try {
      sink.accept(new Chunk.Delta(piece));
      return true;
    } catch (CallerGoneException e) {
      gone = Optional.of(e);
    } catch (InterruptedException e) {
      interrupted = Optional.of(e);
    }
    return false;
  }

  /** Tells how long the answer took, which ended just now. */
  void measure(Generated generated, MeasuredPace pace) {
    long now = nanoTime.getAsLong();
    long begun = first.orElse(now);
    pace.add(computed(generated), begun - began, generated.generatedTokens(), now - begun);
  }

  /** Tokens of the prompt, where most of them were computed for this answer; else none. */
  private static int computed(Generated generated) {
    int computed = generated.promptTokens() - generated.reusedTokens();
    return 2 * computed >= generated.promptTokens() ? computed : 0;
  }

  /** Throws what ended the answer early. */
  void rethrow() throws CallerGoneException, InterruptedException {
    if (gone.isPresent()) {
      throw gone.get();
    }
    if (interrupted.isPresent()) {
      throw interrupted.get();
    }
  }
}
