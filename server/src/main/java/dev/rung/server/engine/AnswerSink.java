package dev.rung.server.engine;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.Usage;
import dev.rung.server.select.TokenEstimate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps what one attempt has said while it passes it on. One thread.
 *
 * <p>Nothing of it can be taken back once the sink behind it is committed; before that a failed
 * attempt's sink is simply thrown away.
 */
final class AnswerSink implements ChunkSink {
  private final ChunkSink caller;
  private final LongSupplier nanoTime;
  private final long start;
  private final boolean held;
  private final StringBuilder text = new StringBuilder();
  private final List<ToolCallBuilder> calls = new ArrayList<>();
  private Optional<Duration> firstToken = Optional.empty();
  private Optional<Usage> counted = Optional.empty();
  private Optional<Source> source = Optional.empty();

  /**
   * @param start when the request came, as the clock counts
   * @param held whether nothing is passed on before {@link #release}
   */
  AnswerSink(ChunkSink caller, LongSupplier nanoTime, long start, boolean held) {
    this.caller = caller;
    this.nanoTime = nanoTime;
    this.start = start;
    this.held = held;
  }

  /** One that passes everything on as it comes. */
  AnswerSink(ChunkSink caller, LongSupplier nanoTime, long start) {
    this(caller, nanoTime, start, false);
  }

  @Override
  public void accept(Chunk chunk) throws CallerGoneException, InterruptedException {
    if (firstToken.isEmpty()) {
      firstToken = Optional.of(Duration.ofNanos(nanoTime.getAsLong() - start));
      if (!held) {
        source.ifPresent(caller::comesFrom);
      }
    }
    switch (chunk) {
      case Chunk.Delta delta -> text.append(delta.text());
      case Chunk.ToolCallDelta delta -> append(delta);
    }
    if (!held) {
      caller.accept(chunk);
    }
  }

  boolean isHeld() {
    return held;
  }

  /**
   * Passes on what was held back, each part in one piece.
   *
   * @param checked the text as it is to be, in place of what was said
   */
  void release(String checked) throws CallerGoneException, InterruptedException {
    text.setLength(0);
    text.append(checked);
    source.ifPresent(caller::comesFrom);
    if (!checked.isEmpty()) {
      caller.accept(new Chunk.Delta(checked));
    }
    List<ToolCall> made = toolCalls();
    for (int i = 0; i < made.size(); i++) {
      ToolCall call = made.get(i);
      caller.accept(new Chunk.ToolCallDelta(i, call.id(), call.name(), call.arguments()));
    }
  }

  private void append(Chunk.ToolCallDelta delta) {
    while (calls.size() <= delta.index()) {
      calls.add(new ToolCallBuilder());
    }
    calls.get(delta.index()).append(delta);
  }

  /** Passed on with the first chunk: an attempt that says nothing is nobody's answer. */
  @Override
  public void comesFrom(Source from) {
    source = Optional.of(from);
  }

  @Override
  public boolean committed() {
    return caller.committed();
  }

  @Override
  public void counted(Usage soFar) {
    counted = Optional.of(soFar);
  }

  /** What the provider said it had counted when it was last heard of. */
  Optional<Usage> counted() {
    return counted;
  }

  boolean isEmpty() {
    return firstToken.isEmpty();
  }

  String text() {
    return text.toString();
  }

  /** About how many tokens it has said. */
  long tokens() {
    long tokens = TokenEstimate.of(text()).expected();
    for (ToolCall made : toolCalls()) {
      tokens += TokenEstimate.of(made.name() + made.arguments()).expected();
    }
    return tokens;
  }

  List<ToolCall> toolCalls() {
    return calls.isEmpty() ? List.of() : calls.stream().map(ToolCallBuilder::build).toList();
  }

  Optional<Duration> firstToken() {
    return firstToken;
  }

  /** A tool call that comes in pieces. */
  private static final class ToolCallBuilder {
    private String id = "";
    private String name = "";
    private final StringBuilder arguments = new StringBuilder();

    void append(Chunk.ToolCallDelta delta) {
      id = delta.id().isEmpty() ? id : delta.id();
      name = delta.name().isEmpty() ? name : delta.name();
      arguments.append(delta.arguments());
    }

    ToolCall build() {
      return new ToolCall(id, name, arguments.toString());
    }
  }
}
