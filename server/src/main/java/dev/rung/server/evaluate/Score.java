package dev.rung.server.evaluate;

import java.util.List;
import java.util.function.Predicate;

/**
 * How good predictions are; all but the count are shares, 0 to 1, and 0 without prompts.
 *
 * @param under sent too low
 * @param over sent too high
 * @param calibrationError see {@link Calibration}
 */
record Score(
    int count,
    double exact,
    double withinOne,
    double macroF1,
    double under,
    double over,
    double calibrationError) {

  static Score of(List<Judged> judged) {
    return new Score(
        judged.size(),
        share(judged, Judged::exact),
        share(judged, Judged::withinOne),
        Confusion.of(judged).macroF1(),
        share(judged, one -> one.distance() < 0),
        share(judged, one -> one.distance() > 0),
        Calibration.error(judged));
  }

  static double share(List<Judged> judged, Predicate<Judged> of) {
    return judged.isEmpty() ? 0 : (double) judged.stream().filter(of).count() / judged.size();
  }
}
