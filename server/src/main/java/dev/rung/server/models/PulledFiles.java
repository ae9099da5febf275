package dev.rung.server.models;

import dev.rung.server.config.HubId;
import dev.rung.server.provider.remote.wire.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What was fetched into a folder, kept beside the files as {@value #FILE}, so that they can be
 * checked later and on other machines.
 *
 * @param revision as it was asked for
 * @param commit which that stood for
 */
public record PulledFiles(HubId hubId, String revision, String commit, List<PulledFile> files) {
  public static final String FILE = "rung-files.json";

  private static final long LONGEST = 4_000_000;

  public PulledFiles {
    files = List.copyOf(files);
  }

  /**
   * What the folder's record says; absent where it has none.
   *
   * @throws IOException when the record is damaged or cannot be read
   */
  public static Optional<PulledFiles> in(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > LONGEST) {
      throw new IOException(FILE + " has more than " + LONGEST + " bytes");
    }
    return Optional.of(PulledFilesReader.read(Files.readAllBytes(file)));
  }

  /** The same, where a record that is damaged counts as none. */
  static Optional<PulledFiles> readableIn(Path folder) {
    try {
      return in(folder);
    } catch (IOException damaged) {
      // Whoever asks this is about to replace it.
      return Optional.empty();
    }
  }

  /** The file of this name. */
  Optional<PulledFile> find(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  long bytes() {
    return files.stream().mapToLong(PulledFile::size).sum();
  }

  /** Writes the record and brings it to the disk. */
  void write(Path folder) throws IOException {
    byte[] text = (json() + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private String json() throws IOException {
    return RequestBody.write(
            json -> {
              json.useDefaultPrettyPrinter();
              json.writeStartObject();
              json.writeStringField("hub_id", hubId.toString());
              json.writeStringField("revision", revision);
              json.writeStringField("commit", commit);
              json.writeArrayFieldStart("files");
              for (PulledFile file : files) {
                json.writeStartObject();
                json.writeStringField("name", file.name());
                json.writeNumberField("size", file.size());
                json.writeStringField("sha256", file.sha256());
                json.writeStringField("checked_by", file.checkedBy());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            })
        .text();
  }
}
