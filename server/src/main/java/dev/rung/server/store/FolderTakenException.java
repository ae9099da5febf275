package dev.rung.server.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another daemon has the folder. The message says where and what to change. */
public final class FolderTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  FolderTakenException(Path path) {
    super(
        "another daemon keeps its state in "
            + path
            + ": end it, or set store.folder (RUNG_STORE_FOLDER) to another folder");
  }
}
