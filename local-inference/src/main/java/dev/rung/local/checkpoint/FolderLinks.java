package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Where links in the folder of a checkpoint may lead: within it, and from a snapshot of a hub's
 * cache into the blobs of the same repository, where its files lie. A folder from somebody else
 * could otherwise have any file of this machine read. The folder itself may be a link.
 */
public final class FolderLinks {
  private FolderLinks() {}

  /**
   * Whether a folder has a file of this name.
   *
   * @throws InferenceException when it has something else of this name, such as a folder, a pipe or
   *     a link to nothing: without a word about it, that would be taken for a file that is not
   *     there
   */
  public static boolean isThere(Path folder, String name) throws InferenceException {
    Path path = folder.resolve(name);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isRegularFile(path)) {
      throw Faults.in(name, "is no file" + (Files.isSymbolicLink(path) ? ", but a link" : ""));
    }
    return true;
  }

  /**
   * Whether a file belongs to a folder.
   *
   * @param file that is there, by its path in the folder
   * @throws IOException when one of them cannot be read
   */
  public static boolean isWithin(Path folder, Path file) throws IOException {
    Path home = folder.toRealPath();
    Path real = file.toRealPath();
    Path parent = home.getParent();
    return real.startsWith(home)
        || (parent != null
            && parent.endsWith("snapshots")
            && real.startsWith(parent.resolveSibling("blobs")));
  }

  /** Fails for a file that does not belong to its folder. */
  static void check(Path folder, Path file) throws InferenceException {
    String name = String.valueOf(file.getFileName());
    try {
      if (!isWithin(folder, file)) {
        throw Faults.in(
            name,
            "is a link that leads out of its folder: put the file itself there, or a hard link");
      }
    } catch (IOException e) {
      throw Faults.in(name, "cannot be read: " + e.getMessage());
    }
  }
}
