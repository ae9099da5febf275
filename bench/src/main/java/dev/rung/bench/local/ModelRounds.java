package dev.rung.bench.local;

import dev.rung.bench.gguf.GgufType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Measures one model at one precision: in each round a process of ours, and then llama.cpp's.
 *
 * @param checkpoint folder of the weights
 * @param precision of {@link dev.rung.local.weights.Precision}, by its name
 * @param beside llama.cpp and its file of the same weights
 */
record ModelRounds(Path checkpoint, String precision, int threads, Optional<Beside> beside) {

  /** What ours is compared with. */
  record Beside(LlamaCpp programs, Path file, GgufType type) {}

  /** One round. */
  record Round(Figures ours, Figures theirs, double readSpeed) {}

  /**
   * Takes turns.
   *
   * @throws RefusedException when this model does not run at this precision
   */
  List<Round> run(int rounds) throws IOException, InterruptedException, RefusedException {
    List<Round> done = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Figures ours = ours();
      Figures theirs =
          beside.isPresent()
              ? beside.get().programs().measure(beside.get().file(), threads)
              : new Figures();
      done.add(new Round(ours, theirs, readSpeed()));
    }
    return done;
  }

  /** Bytes per nanosecond, which are GB per second. */
  private double readSpeed() throws IOException, InterruptedException {
    List<String> command =
        OwnProcess.java(
            ReadSpeed.class,
            List.of(Integer.toString(threads)),
            "-Xmx" + (threads + 1) + "g",
            "-XX:+UseTransparentHugePages");
    return Double.parseDouble(OwnProcess.lines(command).getLast());
  }

  private Figures ours() throws IOException, InterruptedException, RefusedException {
    Figures figures = new Figures();
    StringBuilder refused = new StringBuilder();
    List<String> arguments = List.of(checkpoint.toString(), precision, Integer.toString(threads));
    try (OwnProcess process =
            OwnProcess.start(OwnProcess.java(FigureRun.class, arguments, "-Xmx512m"));
        PeakMemory peak = new PeakMemory(process.pid())) {
      process.listen(line -> {
        if (figures.read(line).equals(Optional.of(Figure.LOADED))) {
          figures.put(Figure.PEAK_LOADING, (double) peak.bytes());
        }
        if (line.startsWith(FigureRun.REFUSED)) {
          refused.append(line.substring(FigureRun.REFUSED.length()));
        }
      });
      figures.put(Figure.PEAK, (double) peak.bytes());
    }
    if (!refused.isEmpty()) {
      throw new RefusedException(refused.toString());
    }
    return figures;
  }
}
