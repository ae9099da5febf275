package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Faults;
import dev.rung.local.checkpoint.FolderLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of a checkpoint, found by its name and never by a path that another file gives. */
final class FolderFile {
  private FolderFile() {}

  /**
   * The bytes of a file; empty where there is none.
   *
   * @param most bytes that it may have
   * @throws InferenceException when it is larger, cannot be read, is no file, or is a link that
   *     leads out of the folder. One into the blobs of a hub's cache, where the files of a snapshot
   *     lie, is none
   */
  static Optional<byte[]> bytes(Path folder, String name, long most) throws InferenceException {
    Path file = folder.resolve(name);
    try {
      if (!FolderLinks.isThere(folder, name)) {
        return Optional.empty();
      }
      if (!FolderLinks.isWithin(folder, file)) {
        throw fault(name, "is a link that leads out of its folder");
      }
      if (Files.size(file) > most) {
        throw fault(name, "has " + Files.size(file) + " bytes; " + most + " is the most for it");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InferenceException(Reason.BAD_CHECKPOINT, name + " cannot be read", e);
    }
  }

  /**
   * A fault of a file.
   *
   * @param what goes on where the name of the file ends
   */
  static InferenceException fault(String file, String what) {
    return Faults.in(file, what);
  }
}
