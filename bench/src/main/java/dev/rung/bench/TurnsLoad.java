package dev.rung.bench;

import dev.rung.v1.GenerateRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Question: does this build take less of the machine for a call than another one does? The packaged
 * daemons of both folders run at the same time and take many short turns at one mock provider, 32
 * calls in flight, so that what else the machine does meets both. Counted are CPU and context
 * switches of all threads but those that compile; the ratios' median says something on a busy
 * machine too, calls a second do not.
 */
final class TurnsLoad {
  static final String USAGE =
      "bench/run turns unary|translated|streams FOLDER [--rounds N] [--calls N] [--options"
          + " JVM-OPTIONS]";
  private static final int WIDTH = 32;
  private static final int WARM_UP = 60_000;

  private TurnsLoad() {}

  /**
   * What is measured.
   *
   * @param other the folder with the launcher {@code rung} of the other build
   * @param options of the other daemon's JVM; "" for none
   */
  private record Wanted(String what, Path other, int rounds, int calls, String options) {

    static Wanted of(List<String> arguments) {
      String what = arguments.get(0);
      if (!List.of("unary", "translated", "streams").contains(what)) {
        throw new IllegalArgumentException("no such calls: " + what);
      }
      Wanted wanted = new Wanted(what, Path.of(arguments.get(1)), 31, 4_000, "");
      for (int i = 2; i < arguments.size(); i += 2) {
        wanted = wanted.with(arguments.get(i), arguments.get(i + 1));
      }
      if (!Files.isExecutable(wanted.other.resolve("rung")) || wanted.rounds < 1) {
        throw new IllegalArgumentException("no build, or no rounds: " + wanted);
      }
      return wanted;
    }

    private Wanted with(String name, String value) {
      return switch (name) {
        case "--rounds" -> new Wanted(what, other, Integer.parseInt(value), calls, options);
        case "--calls" -> new Wanted(what, other, rounds, Integer.parseInt(value), options);
        case "--options" -> new Wanted(what, other, rounds, calls, value);
        default -> throw new IllegalArgumentException("no such option: " + name);
      };
    }

    String kind() {
      return what.equals("translated") ? MockProvider.ANTHROPIC : "openai";
    }
  }

  /** Whether the arguments could be understood. */
  static boolean run(List<String> arguments, Path project, Consumer<String> out) throws Exception {
    Wanted wanted;
    try {
      wanted = Wanted.of(arguments);
    } catch (IllegalArgumentException | IndexOutOfBoundsException wrong) {
      out.accept("usage: " + USAGE);
      return false;
    }
    try (ChildProcess mock =
            ChildProcess.java(MockProvider.class, List.of(wanted.kind()), "-Xmx256m");
        Side ours = new Side(wanted, project, "", mock);
        Side theirs = new Side(wanted, wanted.other, wanted.options, mock)) {
      ours.calls(WARM_UP);
      theirs.calls(WARM_UP);
      compare(wanted, ours, theirs, out);
    }
    return true;
  }

  private static void compare(Wanted wanted, Side ours, Side theirs, Consumer<String> out)
      throws Exception {
    List<Double> cpu = new ArrayList<>();
    List<Double> switches = new ArrayList<>();
    for (int round = 1; round <= wanted.rounds; round++) {
      // Who goes first changes, so that a machine that slows down slows down both.
      boolean first = round % 2 == 1;
      Took one = (first ? ours : theirs).measured(wanted.calls);
      Took other = (first ? theirs : ours).measured(wanted.calls);
      Took here = first ? one : other;
      Took there = first ? other : one;
      cpu.add(here.cpuMillis / there.cpuMillis);
      switches.add(here.switches / there.switches);
      out.accept(
          "round %d: this %s   other %s   CPU %.3f x, switches %.3f x"
              .formatted(round, here, there, cpu.getLast(), switches.getLast()));
    }
    out.accept("CPU %s; context switches %s".formatted(quartiles(cpu), quartiles(switches)));
  }

  private static String quartiles(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int quarter = sorted.length / 4;
    return "median %.3f x, the middle half %.3f - %.3f x"
        .formatted(sorted[sorted.length / 2], sorted[quarter], sorted[sorted.length - 1 - quarter]);
  }

  /**
   * What a call took.
   *
   * @param rate calls in a second
   */
  private record Took(double cpuMillis, double switches, double rate) {
    @Override
    public String toString() {
      return "%.4f ms, %.2f switches, %,.0f/s".formatted(cpuMillis, switches, rate);
    }
  }

  /** One of the two daemons, and who calls it. */
  private static final class Side implements AutoCloseable {
    private final ChildProcess daemon;
    private final GrpcLoad grpc;
    private final DirectCalls http;
    private final String what;
    private final GenerateRequest request = MockedDaemon.request();

    Side(Wanted wanted, Path folder, String options, ChildProcess mock) {
      this.what = wanted.what;
      this.daemon =
          ChildProcess.daemon(
              folder, MockedDaemon.configuration(wanted.kind(), mock.port()), options);
      this.grpc = new GrpcLoad(daemon.port());
      this.http = new DirectCalls(daemon.httpPort());
    }

    double calls(int calls) throws Exception {
      return switch (what) {
        case "unary" -> grpc.inFlight(request, WIDTH, calls);
        case "translated" -> http.inFlight(WIDTH, calls);
        default -> http.streamsInFlight(WIDTH, calls);
      };
    }

    Took measured(int calls) throws Exception {
      ChildProcess.Work before = daemon.work();
      double rate = calls(calls);
      ChildProcess.Work took = daemon.work().minus(before);
      return new Took(took.nanos() / 1e6 / calls, (double) took.switches() / calls, rate);
    }

    @Override
    public void close() throws Exception {
      http.close();
      grpc.close();
      daemon.close();
    }
  }
}
