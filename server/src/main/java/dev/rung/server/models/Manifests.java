package dev.rung.server.models;

import dev.rung.server.config.ConfigException;
import dev.rung.server.config.HubId;
import dev.rung.server.config.Manifest;
import dev.rung.server.config.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The checkpoints that are known by a manifest, by name. Immutable. */
public final class Manifests {
  /** What is shipped in the program, from the folder models/ of the repository. */
  static final List<String> SHIPPED =
      List.of("falcon-mamba-7b", "falcon-mamba-7b-instruct", "phi-2", "tinyllama-1.1b-chat");

  private static final String END = ".toml";

  private final SequencedMap<String, Manifest> byName;

  private Manifests(SequencedMap<String, Manifest> byName) {
    this.byName = byName;
  }

  /**
   * The shipped manifests, and those in a folder, which outrank them.
   *
   * @param folder need not exist
   * @throws ConfigException when a file in the folder breaks a rule
   * @throws IOException when the folder cannot be read
   */
  public static Manifests load(Path folder) throws ConfigException, IOException {
    SequencedMap<String, Manifest> byName = new TreeMap<>(shipped().byName);
    for (Path file : files(folder)) {
      Manifest manifest = ManifestReader.read(file);
      byName.put(manifest.name(), manifest);
    }
    return new Manifests(byName);
  }

  /** The shipped manifests alone. */
  public static Manifests shipped() {
    SequencedMap<String, Manifest> byName = new TreeMap<>();
    for (String name : SHIPPED) {
      byName.put(name, shipped(name));
    }
    return new Manifests(byName);
  }

  /** Every manifest, by name. */
  public Collection<Manifest> all() {
    return List.copyOf(byName.values());
  }

  public Optional<Manifest> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The manifest that describes this repository, whatever the case it is written in. */
  public Optional<Manifest> find(HubId id) {
    return byName.values().stream()
        .filter(manifest -> manifest.hubId().toString().equalsIgnoreCase(id.toString()))
        .findFirst();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.toString().endsWith(END) && Files.isRegularFile(entry))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException("the models folder " + folder + " cannot be read", e.getCause());
    }
  }

  private static Manifest shipped(String name) {
    String file = name + END;
    try (InputStream in = Manifests.class.getResourceAsStream("manifests/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the manifest " + file + " is not in the program");
      }
      return ManifestReader.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), "(shipped)/" + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ConfigException broken) {
      throw new IllegalStateException("the shipped manifest " + file + " is broken", broken);
    }
  }
}
