package dev.rung.server.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which wanted files a folder has already, by reading them. */
final class Present {
  private Present() {}

  /**
   * The SHA-256 of each file that is whole and right, by name.
   *
   * @param earlier what a pull of the same commit found, for files that nobody has a checksum of
   */
  static Map<String, String> in(Path folder, List<WantedFile> files, Optional<PulledFiles> earlier)
      throws IOException {
    Map<String, String> present = new HashMap<>();
    for (WantedFile file : files) {
      Path path = folder.resolve(file.name());
      if (Files.isRegularFile(path) && Files.size(path) == file.size()) {
        ContentDigest.Result result = digest(path, file);
        if (isRight(result, file, earlier)) {
          present.put(file.name(), result.sha256());
        }
      }
    }
    return present;
  }

  private static boolean isRight(
      ContentDigest.Result result, WantedFile file, Optional<PulledFiles> earlier) {
    if (file.checksum().isPresent()) {
      return result.isRight();
    }
    return earlier
        .flatMap(pulled -> pulled.find(file.name()))
        .filter(pulled -> pulled.sha256().equals(result.sha256()))
        .isPresent();
  }

  private static ContentDigest.Result digest(Path path, WantedFile file) throws IOException {
    ContentDigest digest = new ContentDigest(file.checksum(), file.size());
    byte[] bytes = new byte[PartFile.BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        digest.update(bytes, count);
      }
    }
    return digest.finish();
  }
}
