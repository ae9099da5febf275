package dev.rung.server.config;

import java.util.List;
import java.util.Locale;

/** In which number format a local model keeps its weights. */
public enum Precision {
  /** The best that machine and model allow. */
  AUTO,
  F32,
  BF16,
  INT8,
  INT4;

  static final Format<Precision> FORMAT = Format.oneOf(List.of(values()), Precision::label);

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
