package dev.rung.server.models;

import dev.rung.server.config.HubId;
import dev.rung.server.models.hub.Checksum;
import dev.rung.server.models.hub.FileBody;
import dev.rung.server.models.hub.Hub;
import dev.rung.server.models.hub.HubException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Fetches one file into a folder: goes on where an earlier attempt stopped, tries again when the
 * connection is cut, and keeps the file only if its checksum is right. One thread.
 */
final class FileDownload {
  /** Attempts in a row that brought nothing; one that brought something starts the count anew. */
  static final int MOST_IN_VAIN = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_WISH = Duration.ofMinutes(10);

  private final Hub hub;
  private final HubId id;
  private final String commit;
  private final WantedFile file;
  private final Path folder;
  private final Pause pause;
  private final ProgressListener listener;
  private Optional<String> validator = Optional.empty();

  FileDownload(
      Hub hub,
      HubId id,
      String commit,
      WantedFile file,
      Path folder,
      Pause pause,
      ProgressListener listener) {
    this.hub = hub;
    this.id = id;
    this.commit = commit;
    this.file = file;
    this.folder = folder;
    this.pause = pause;
    this.listener = listener;
  }

  /**
   * Fetches the file, or what is missing of it.
   *
   * @return its SHA-256
   */
  String run() throws IOException, InterruptedException {
    try (PartFile part = PartFile.open(folder.resolve(file.partName()), file)) {
      fetch(part);
      ContentDigest.Result result = part.check();
      if (!result.isRight() && part.wasResumed()) {
        listener.remark(
            file.name() + ": what was here of it does not fit the rest; fetching all of it again");
        restart(part);
        fetch(part);
        result = part.check();
      }
      if (!result.isRight()) {
        part.delete();
        listener.advanced(-file.size());
        throw mismatch(result);
      }
      part.finish(folder.resolve(file.name()));
      listener.finished(file.name());
      return result.sha256();
    }
  }

  private HubException mismatch(ContentDigest.Result result) {
    Checksum expected = result.expected().orElseThrow();
    return HubException.lasting(
        "%s: its %s is %s, but the %s says %s. The file was deleted; pull again. If that happens "
                .formatted(
                    file.name(),
                    expected.kind(),
                    result.compared(),
                    file.authority().label(),
                    expected.hex())
            + "again, a mirror or proxy on the way alters files");
  }

  private void fetch(PartFile part) throws IOException, InterruptedException {
    int inVain = 0;
    while (part.length() < file.size()) {
      long before = part.length();
      try {
        fetchOnce(part);
      } catch (HubException failure) {
        inVain = part.length() > before ? 0 : inVain + 1;
        waitAfter(failure, inVain);
      }
    }
  }

  private void waitAfter(HubException failure, int inVain)
      throws HubException, InterruptedException {
    if (!failure.isPassing()) {
      throw failure;
    }
    Duration wait =
        failure.retryAfter().orElseGet(() -> Backoff.after(inVain, FIRST_PAUSE, LONGEST_PAUSE));
    if (inVain >= MOST_IN_VAIN || wait.compareTo(LONGEST_WISH) > 0) {
      throw HubException.lasting(
          file.name()
              + ": "
              + failure.text()
              + ". What came is kept: the same command goes on from there");
    }
    listener.remark(
        file.name() + ": " + failure.text() + "; trying again in " + wait.toSeconds() + " s");
    pause.pause(wait);
  }

  private void fetchOnce(PartFile part) throws IOException, InterruptedException {
    try (FileBody body = hub.open(id, commit, file.name(), part.length(), validator)) {
      if (body.isBeyondEnd()) {
        restart(part);
        throw HubException.passing("what was here of it is not a part of it");
      }
      requireSize(body);
      placeAt(part, body.offset());
      validator = body.validator();
      receive(part, body);
    }
  }

  /** A hub that contradicts itself is not asked again: the answer would be the same. */
  private void requireSize(FileBody body) throws HubException {
    OptionalLong total = body.total();
    if (total.isPresent() && total.getAsLong() != file.size()) {
      throw HubException.lasting(
          "%s: the hub lists %d bytes and sends %d"
              .formatted(file.name(), file.size(), total.getAsLong()));
    }
  }

  private void placeAt(PartFile part, OptionalLong offset) throws IOException {
    if (offset.isPresent() && offset.getAsLong() == part.length()) {
      return;
    }
    boolean whole = offset.isPresent() && offset.getAsLong() == 0;
    restart(part);
    if (!whole) {
      throw HubException.passing("another part of it came than was asked for");
    }
  }

  private void receive(PartFile part, FileBody body) throws IOException, InterruptedException {
    byte[] bytes = new byte[PartFile.BUFFER_BYTES];
    for (int count = body.read(bytes); count >= 0; count = body.read(bytes)) {
      if (part.length() + count > file.size()) {
        restart(part);
        throw HubException.lasting(
            file.name() + ": more comes than the " + file.size() + " bytes that the hub lists");
      }
      part.append(bytes, count);
      listener.advanced(count);
    }
    if (part.length() < file.size()) {
      throw HubException.passing("it ended before its end");
    }
  }

  private void restart(PartFile part) throws IOException {
    listener.advanced(-part.length());
    part.restart();
    validator = Optional.empty();
  }
}
