package dev.rung.bench.local;

import java.util.List;
import java.util.Locale;

/** What is measured of a model, ours or llama.cpp's. */
enum Figure {
  /** From the start of the process until the weights are in memory, in seconds. */
  LOADED,
  /** From the start of the process to the first token, in seconds. */
  FIRST_TOKEN,
  /** The most anonymous memory until the weights were there, and until the end, in bytes. */
  PEAK_LOADING,
  PEAK,
  /** Prompt tokens per second, in one prompt of so many. */
  PREFILL_128,
  PREFILL_512,
  /** Tokens per second of all sequences together, so many at once. */
  DECODE_1,
  DECODE_4,
  DECODE_8,
  /** Tokens per second of an answer that copies, without guesses and with them. */
  COPY_PLAIN,
  COPY_GUESSED;

  static final List<Figure> PREFILLS = List.of(PREFILL_128, PREFILL_512);
  static final List<Figure> DECODES = List.of(DECODE_1, DECODE_4, DECODE_8);

  /** The number in the name: tokens of a prompt, sequences of a batch. */
  int count() {
    return Integer.parseInt(name().substring(name().indexOf('_') + 1));
  }

  /** As tables show it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
