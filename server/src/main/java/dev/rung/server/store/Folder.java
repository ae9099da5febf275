package dev.rung.server.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one daemon's state, which no other daemon uses meanwhile.
 *
 * <p>One that cannot be written is taken all the same: nobody else can write it either, and what is
 * kept in it tells of its fault by itself.
 */
public final class Folder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Folder.class);
  private static final String LOCK = "rung.lock";

  private final Path path;
  private final Optional<FileChannel> channel;

  private Folder(Path path, Optional<FileChannel> channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the folder, and makes it where it is not there, for its owner alone.
   *
   * @throws FolderTakenException when another daemon has it
   */
  public static Folder take(Path path) throws IOException {
    Optional<FileChannel> channel = open(path);
    if (channel.isPresent() && !locks(channel.get())) {
      channel.get().close();
      throw new FolderTakenException(path);
    }
    return new Folder(path, channel);
  }

  private static Optional<FileChannel> open(Path path) {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path, OwnerOnly.folder());
      }
      return Optional.of(
          FileChannel.open(
              path.resolve(LOCK),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              OwnerOnly.file()));
    } catch (IOException refused) {
      LOG.atError()
          .addKeyValue("folder", path)
          .addKeyValue("reason", refused.getClass().getSimpleName())
          .log(
              "the folder for state cannot be written: set store.folder (RUNG_STORE_FOLDER) to"
                  + " another one, or to off");
      return Optional.empty();
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  /** A file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Lets others use it. */
  @Override
  public void close() {
    channel.ifPresent(open -> {
      try {
        open.close();
      } catch (IOException stuck) {
        LOG.atWarn().setCause(stuck).log("the lock of the folder for state was not closed");
      }
    });
  }
}
