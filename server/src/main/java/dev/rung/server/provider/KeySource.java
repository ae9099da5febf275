package dev.rung.server.provider;

import java.nio.file.Path;

/** Where a key comes from. Holds no key. */
public sealed interface KeySource {

  /** An environment variable; it holds the same key for the life of the process. */
  record Variable(String variable) implements KeySource {
    @Override
    public String text() {
      return variable;
    }
  }

  /** A file, which may get another key at any time. */
  record OfFile(Path path) implements KeySource {
    @Override
    public String text() {
      return path.toString();
    }
  }

  /** As people write it: the variable's name or the file's path. */
  String text();
}
