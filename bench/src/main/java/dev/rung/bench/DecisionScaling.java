package dev.rung.bench;

import dev.rung.server.engine.RefusedException;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.GenerateRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Question: does a decision stay linear in the length of the prompt, whatever it looks like? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DecisionScaling {
  @Param({"1000", "10000", "100000", "1000000"})
  public int characters;

  @Param public TextShape shape = TextShape.PROSE;

  private final RoutingEngine engine = DecidingEngine.engine();
  private GenerateRequest request = DecidingEngine.request("");

  @Setup
  public void write() {
    request = DecidingEngine.request(shape.text(characters));
  }

  @Benchmark
  public Decision decide() throws RefusedException {
    return engine.route(request, false);
  }
}
