package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Money;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedSinkTest {
  private static final Chunk CHUNK = new Chunk.Delta("a");

  private long now;
  private final List<Boolean> seen = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private boolean leaves;
  private final WatchedSink sink = new WatchedSink(new Slow(), () -> now);

  /** Takes a second for a chunk, and looks at the watched one before and behind it. */
  private final class Slow implements ChunkSink {
    @Override
    public void accept(Chunk chunk) throws CallerGoneException {
      seen.add(sink.stalled());
      now += 1_000_000_000;
      seen.add(sink.stalled());
      chunks.add(chunk);
      if (leaves) {
        throw new CallerGoneException("gone");
      }
    }

    @Override
    public boolean committed() {
      return true;
    }

    @Override
    public boolean pays(Money more) {
      return more.nanos() == 7;
    }
  }

  @Test
  void isStalledWhereAChunkHasWaitedForASecond() throws Exception {
    assertThat(sink.stalled()).isFalse();

    sink.accept(CHUNK);
    sink.accept(CHUNK);

    assertThat(seen).containsExactly(false, true, false, true);
    assertThat(chunks).containsExactly(CHUNK, CHUNK);
    now += 5_000_000_000L;
    assertThat(sink.stalled()).isFalse();
  }

  @Test
  void isNotStalledAnyMoreWhereTheCallerLeft() {
    leaves = true;

    assertThatThrownBy(() -> sink.accept(CHUNK)).isInstanceOf(CallerGoneException.class);

    now += 5_000_000_000L;
    assertThat(sink.stalled()).isFalse();
  }

  @Test
  void hasTheOtherSinkSayWhatElseIsAsked() {
    assertThat(sink.committed()).isTrue();
    assertThat(sink.pays(new Money(7))).isTrue();
    assertThat(sink.pays(new Money(8))).isFalse();
  }
}
