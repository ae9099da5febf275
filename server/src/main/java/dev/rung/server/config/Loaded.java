package dev.rung.server.config;

/**
 * What was read from a place beside the settings: a key, certificates. Never logged: it may hold a
 * key.
 */
public sealed interface Loaded<T> {

  /** It is there. */
  record Good<T>(T value) implements Loaded<T> {
    @Override
    public String toString() {
      return "Good";
    }
  }

  /**
   * It is not.
   *
   * @param advice what to do about it, without what stands there
   */
  record Bad<T>(String advice) implements Loaded<T> {}
}
