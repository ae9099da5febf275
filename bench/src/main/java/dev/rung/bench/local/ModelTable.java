package dev.rung.bench.local;

import dev.rung.bench.local.ModelRounds.Round;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What was measured of one model at one precision, for people: the middle of the rounds, and from
 * which to which. Ratios are those of a round with itself.
 */
record ModelTable(String title, Footprint footprint, List<Round> rounds) {
  private static final double GB = 1e9;

  void print(Consumer<String> out) {
    out.accept("");
    out.accept(
        String.format(
            Locale.ROOT,
            "%s: weights %.2f GB, read by a step %.2f GB; best read of memory %s GB/s",
            title,
            footprint.packed() / GB,
            footprint.read() / GB,
            each(round -> Optional.of(round.readSpeed())).text("%.1f")));
    row(out, "", "rung", "llama.cpp", "ratio");
    ours(out, Figure.LOADED, "loaded after, s", 1);
    ours(out, Figure.FIRST_TOKEN, "first token after, s", 1);
    ours(out, Figure.PEAK_LOADING, "peak memory loading / weights", (double) footprint.packed());
    ours(out, Figure.PEAK, "peak memory of all / weights", (double) footprint.packed());
    Figure.PREFILLS.forEach(figure -> both(out, figure));
    Figure.DECODES.forEach(figure -> both(out, figure));
    row(
        out,
        "of the best read, decode 1",
        bandwidth(Round::ours).text("%.0f %%"),
        bandwidth(Round::theirs).text("%.0f %%"),
        "");
    copying(out);
  }

  private void copying(Consumer<String> out) {
    Measured plain = each(round -> round.ours().get(Figure.COPY_PLAIN));
    Measured guessed = each(round -> round.ours().get(Figure.COPY_GUESSED));
    Measured ratio =
        each(round ->
            ratio(round.ours().get(Figure.COPY_GUESSED), round.ours().get(Figure.COPY_PLAIN)));
    row(out, "copying, plain, tokens/s", plain.text("%.1f"), "", "");
    row(
        out,
        "copying, with guesses, tokens/s",
        guessed.text("%.1f"),
        "",
        ratio.text("%.2f") + " x plain");
  }

  private void ours(Consumer<String> out, Figure figure, String what, double unit) {
    row(out, what, each(round -> round.ours().get(figure).map(x -> x / unit)).text("%.2f"), "", "");
  }

  private void both(Consumer<String> out, Figure figure) {
    row(
        out,
        figure.title() + ", tokens/s",
        each(round -> round.ours().get(figure)).text("%.1f"),
        each(round -> round.theirs().get(figure)).text("%.1f"),
        each(round -> ratio(round.ours().get(figure), round.theirs().get(figure))).text("%.2f"));
  }

  /** What the weights that were read are of what could have been, in percent. */
  private Measured bandwidth(Function<Round, Figures> side) {
    return each(round ->
        side.apply(round)
            .get(Figure.DECODE_1)
            .map(rate -> 100 * rate * footprint.read() / GB / round.readSpeed()));
  }

  private Measured each(Function<Round, Optional<Double>> figure) {
    return Measured.of(rounds.stream().flatMap(round -> figure.apply(round).stream()));
  }

  private static Optional<Double> ratio(Optional<Double> one, Optional<Double> other) {
    return one.flatMap(above -> other.map(below -> above / below));
  }

  private static void row(Consumer<String> out, String... cells) {
    out.accept(
        String.format(Locale.ROOT, "%-32s %-24s %-24s %s", (Object[]) cells).stripTrailing());
  }
}
