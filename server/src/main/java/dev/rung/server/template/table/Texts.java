package dev.rung.server.template.table;

import dev.rung.server.template.function.Tongue;
import java.util.List;

/** What is added to a figure, in the language of the request. */
public final class Texts {
  private Texts() {}

  /** Of which day rates are. */
  static String ofRates(Tongue language, String date) {
    return switch (language) {
      case ENGLISH -> "(rates of " + date + ")";
      case GERMAN -> "(Kurse vom " + date + ")";
      case SPANISH -> "(tipos de cambio del " + date + ")";
      case FRENCH -> "(taux de change du " + date + ")";
      case CHINESE -> "（汇率日期：" + date + "）";
      case JAPANESE -> "（" + date + "のレート）";
      case HINDI -> "(" + date + " की दरें)";
    };
  }

  /** That a value was interpolated, and between which two keys. */
  public static String interpolated(Tongue language, List<String> between) {
    String low = between.getFirst();
    String high = between.getLast();
    return switch (language) {
      case ENGLISH -> "(interpolated between " + low + " and " + high + ")";
      case GERMAN -> "(interpoliert zwischen " + low + " und " + high + ")";
      case SPANISH -> "(interpolado entre " + low + " y " + high + ")";
      case FRENCH -> "(interpolé entre " + low + " et " + high + ")";
      case CHINESE -> "（由" + low + "和" + high + "插值得出）";
      case JAPANESE -> "（" + low + "と" + high + "の間の補間値）";
      case HINDI -> "(" + low + " और " + high + " के बीच अंतर्वेशित)";
    };
  }
}
