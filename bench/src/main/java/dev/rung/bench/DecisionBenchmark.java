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

/**
 * Question: what does one decision cost? Template miss, rules, selection among twelve models and
 * the decision as it is reported, for a prompt of 300 and of 4,000 characters.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {
  @Param({"300", "4000"})
  public int characters;

  private final RoutingEngine engine = DecidingEngine.engine();
  private GenerateRequest request = DecidingEngine.request("");

  @Setup
  public void write() {
    request = DecidingEngine.request(TextShape.PROSE.text(characters));
  }

  @Benchmark
  public Decision decide() throws RefusedException {
    return engine.route(request, false);
  }
}
