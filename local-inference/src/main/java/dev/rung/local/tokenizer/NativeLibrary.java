package dev.rung.local.tokenizer;

/** Has DJL take the tokenizers library that lies among the classes. */
final class NativeLibrary {
  private static final String FLAVOR = "RUST_FLAVOR";

  private NativeLibrary() {}

  /** On a machine with a GPU, DJL would otherwise download one that was built for it. */
  static synchronized void prepare() {
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, "cpu");
    }
  }
}
