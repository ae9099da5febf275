package dev.rung.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Something on disk that changes. */
sealed interface Watched {
  /** What tells two states apart without reading; equal for equal states, as a rule. */
  Object stamp() throws IOException;

  /** All that it holds, or a digest of it. */
  byte[] content() throws IOException;

  /** A file; it is unreadable while it is away. */
  record OneFile(Path file) implements Watched {
    @Override
    public Object stamp() throws IOException {
      return Stamp.of(file);
    }

    @Override
    public byte[] content() throws IOException {
      return Files.readAllBytes(file);
    }
  }

  /**
   * The files of a folder whose names end in one of some ways, without the folders in it. Which
   * folder may change; there may be none.
   */
  record Folder(Supplier<Optional<Path>> path, List<String> endings) implements Watched {
    @Override
    public Object stamp() throws IOException {
      Map<Path, Stamp> stamps = new TreeMap<>();
      for (Path file : files()) {
        stamps.put(file, Stamp.of(file));
      }
      return stamps;
    }

    @Override
    public byte[] content() throws IOException {
      MessageDigest digest = sha256();
      for (Path file : files()) {
        byte[] content = Files.readAllBytes(file);
        digest.update((file + " " + content.length + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      }
      return digest.digest();
    }

    private List<Path> files() throws IOException {
      Optional<Path> folder = path.get();
      if (folder.isEmpty()) {
        return List.of();
      }
      try (Stream<Path> all = Files.list(folder.get())) {
        return all.filter(this::isMeant).filter(Files::isRegularFile).sorted().toList();
      }
    }

    private boolean isMeant(Path file) {
      return endings.stream().anyMatch(String.valueOf(file.getFileName())::endsWith);
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }

  /** Several files, which may be away. Which they are may change. */
  record SeveralFiles(Supplier<List<Path>> paths) implements Watched {
    @Override
    public Object stamp() throws IOException {
      Map<Path, Object> stamps = new TreeMap<>();
      for (Path file : paths.get()) {
        stamps.put(file, Files.exists(file) ? Stamp.of(file) : "");
      }
      return stamps;
    }

    /** A digest, since these files hold keys. */
    @Override
    public byte[] content() throws IOException {
      MessageDigest digest = Folder.sha256();
      for (Path file : paths.get()) {
        byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        digest.update((file + " " + content.length + " ").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
        Arrays.fill(content, (byte) 0);
      }
      return digest.digest();
    }
  }

  /**
   * What tells a file apart without reading it.
   *
   * @param file which one it is, where the file system says so: others may have its time and size
   */
  record Stamp(FileTime modified, long size, Optional<Object> file) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.lastModifiedTime(),
          attributes.size(),
          Optional.ofNullable(attributes.fileKey()));
    }
  }
}
