package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads manifests of checkpoints. As strict as the configuration: everything that is wrong is
 * reported at once, with its line. No variable overrides anything here.
 */
public final class ManifestReader {
  private static final Format<String> NAME =
      Format.<String>parsed("a name of letters, digits, '.', '_' and '-'", Optional::of)
          .where(matches("[A-Za-z0-9_]([A-Za-z0-9._-]{0,94}[A-Za-z0-9_])?"));
  private static final Format<String> REVISION =
      Format.<String>parsed("a branch, a tag or a commit", Optional::of)
          .where(matches("[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}"));
  private static final Format<String> PATTERN =
      Format.<String>parsed(
              "a file name without a path, in which * stands for any text", Optional::of)
          .where(matches("[A-Za-z0-9_*][A-Za-z0-9._*+-]{0,199}"));
  private static final Format<String> SHA256 =
      Format.<String>parsed("64 lower-case hexadecimal digits", Optional::of)
          .where(matches("[0-9a-f]{64}"));
  private static final Format<Tier> TIER =
      Format.oneOf(TierSettings.TIERS, TierSettings::tableName);

  private ManifestReader() {}

  /**
   * The manifest in a file, which must be called after it.
   *
   * @throws ConfigException with every problem
   */
  public static Manifest read(Path file) throws ConfigException {
    return parse(ConfigLoader.text(file), file.toString());
  }

  /**
   * The manifest that a text is.
   *
   * @param file for messages; its last part must be the manifest's name and ".toml"
   * @throws ConfigException with every problem
   */
  public static Manifest parse(String text, String file) throws ConfigException {
    Problems problems = new Problems();
    Node.Table tree = TomlTree.parse(text, file, problems);
    problems.failIfAny();
    Reading reading = new Reading(Map.of(), problems, Optional.empty());
    Optional<Manifest> manifest = Section.read(reading, tree, ManifestReader::manifest);
    manifest
        .filter(read -> !Path.of(file).endsWith(read.name() + ".toml"))
        .ifPresent(read ->
            problems.add(
                reading.placeOf("name"),
                "name must be that of the file: " + read.name() + ".toml"));
    problems.failIfAny();
    return manifest.orElseThrow();
  }

  /** Absent where something that is needed is missing, which was reported. */
  private static Optional<Manifest> manifest(Section section) {
    Optional<String> name = section.require("name", NAME);
    Optional<HubId> hubId = section.require("hub_id", HubId.FORMAT);
    String revision = section.get("revision", REVISION, "main");
    Optional<String> licence = section.require("licence", Format.TEXT);
    Optional<URI> licenceUrl = section.find("licence_url", BaseUrl.FORMAT);
    Optional<String> architecture = section.require("architecture", Format.TEXT);
    Optional<Tier> tier = section.require("tier", TIER);
    Optional<Long> download = section.require("download", ByteSizes.FORMAT);
    List<String> files = section.list("files", PATTERN).orElse(List.of());
    if (files.isEmpty()) {
      section.problem("files", " must name at least one file");
    }
    Map<Precision, Long> memory = section.table("memory", ManifestReader::memory);
    Map<String, String> sha256 = section.named("sha256", SHA256);
    boolean whole =
        name.isPresent()
            && hubId.isPresent()
            && licence.isPresent()
            && architecture.isPresent()
            && tier.isPresent()
            && download.isPresent();
    return whole
        ? Optional.of(
            new Manifest(
                name.get(),
                hubId.get(),
                revision,
                licence.get(),
                licenceUrl,
                architecture.get(),
                tier.get(),
                download.get(),
                memory,
                files,
                sha256,
                section.place()))
        : Optional.empty();
  }

  private static Map<Precision, Long> memory(Section section) {
    Map<Precision, Long> memory = new EnumMap<>(Precision.class);
    for (Precision precision : Precision.values()) {
      if (precision != Precision.AUTO) {
        size(section, precision).ifPresent(bytes -> memory.put(precision, bytes));
      }
    }
    return memory;
  }

  /** Not every architecture runs in int4. */
  private static Optional<Long> size(Section section, Precision precision) {
    return precision == Precision.INT4
        ? section.find(precision.label(), ByteSizes.FORMAT)
        : section.require(precision.label(), ByteSizes.FORMAT);
  }

  private static Predicate<String> matches(String regex) {
    return Pattern.compile(regex).asMatchPredicate();
  }
}
