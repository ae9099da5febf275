package dev.rung.classifier.train;

import dev.rung.classifier.serve.Sharpness;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws how often verdicts of a confidence are right, as an SVG: a panel for each set of verdicts,
 * with a bar for each tenth of confidence, as high as the share that is right and as dark as there
 * are many. Bars that end on the diagonal are those of a confidence that can be believed.
 */
final class Reliability {
  private static final int BINS = 10;
  private static final int SIDE = 240;
  private static final int MARGIN = 44;
  private static final int TOP = 30;
  private static final int PANEL = SIDE + MARGIN + 16;
  private static final int HEIGHT = TOP + SIDE + 46;

  private final StringBuilder svg = new StringBuilder();

  private Reliability() {}

  /**
   * The picture.
   *
   * @param panels verdicts by the title of their panel, in the order in which they are drawn
   * @param temperatures that outputs are divided by
   */
  static String svg(Map<String, List<Said>> panels, Sharpness temperatures) {
    Reliability picture = new Reliability();
    picture.add(
        String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'"
                + " font-size='11'>",
            panels.size() * PANEL,
            HEIGHT));
    picture.add(String.format(Locale.ROOT, "<rect width='100%%' height='100%%' fill='white'/>"));
    int x = MARGIN;
    for (Map.Entry<String, List<Said>> panel : panels.entrySet()) {
      picture.panel(x, panel.getKey(), panel.getValue(), temperatures);
      x += PANEL;
    }
    picture.add("</svg>");
    return picture.svg.toString();
  }

  private void panel(int x, String title, List<Said> said, Sharpness temperatures) {
    Quality quality = Quality.of(said, temperatures);
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='18'>%s: %d, calibration error %.3f</text>",
            x,
            title,
            said.size(),
            quality.calibrationError()));
    bars(x, said, temperatures);
    add(
        String.format(
            Locale.ROOT,
            "<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#666'/>",
            x,
            TOP,
            SIDE,
            SIDE));
    add(
        String.format(
            Locale.ROOT,
            "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='#c33' stroke-dasharray='4 3'/>",
            x,
            TOP + SIDE,
            x + SIDE,
            TOP));
    for (int tick = 0; tick <= BINS; tick += 2) {
      int along = tick * SIDE / BINS;
      double value = (double) tick / BINS;
      add(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%d' text-anchor='middle'>%.1f</text>",
              x + along,
              TOP + SIDE + 15,
              value));
      add(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%d' text-anchor='end'>%.1f</text>",
              x - 5,
              TOP + SIDE - along + 4,
              value));
    }
    add(
        String.format(
            Locale.ROOT,
            "<text x='%d' y='%d' text-anchor='middle'>confidence, and the share that is right</text>",
            x + SIDE / 2,
            TOP + SIDE + 34));
  }

  private void bars(int x, List<Said> said, Sharpness temperatures) {
    int[] count = new int[BINS];
    int[] right = new int[BINS];
    for (Said one : said) {
      float[] probabilities = Temperature.probabilities(one, temperatures);
      int best = 0;
      for (int i = 1; i < probabilities.length; i++) {
        best = probabilities[i] >= probabilities[best] ? i : best;
      }
      int bin = Math.min(BINS - 1, (int) (probabilities[best] * BINS));
      count[bin]++;
      right[bin] += best == one.tier() ? 1 : 0;
    }
    for (int bin = 0; bin < BINS; bin++) {
      if (count[bin] > 0) {
        int height = Math.round((float) SIDE * right[bin] / count[bin]);
        double share = (double) count[bin] / said.size();
        add(
            String.format(
                Locale.ROOT,
                "<rect x='%d' y='%d' width='%d' height='%d' fill='#27c' fill-opacity='%.2f'>"
                    + "<title>%d of %d</title></rect>",
                x + bin * SIDE / BINS + 1,
                TOP + SIDE - height,
                SIDE / BINS - 2,
                height,
                0.25 + 0.75 * Math.min(1, 2 * share),
                right[bin],
                count[bin]));
      }
    }
  }

  private void add(String element) {
    svg.append(element).append('\n');
  }
}
