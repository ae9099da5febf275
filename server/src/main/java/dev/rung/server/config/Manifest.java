package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file models/NAME.toml says of a checkpoint that can be fetched.
 *
 * @param name as commands and the models folder call it; the file's name without its end
 * @param revision a branch, a tag or a commit
 * @param licence its name; the text is at {@code licenceUrl}
 * @param architecture as the checkpoint's config.json names it, such as "PhiForCausalLM"
 * @param tier where it serves unless configured otherwise
 * @param downloadBytes about how much is fetched
 * @param memoryBytes about how much its weights take in memory, by precision
 * @param files patterns of the names that are wanted, where a star stands for any characters
 * @param sha256 by file, 64 lower-case hexadecimal digits; outranks what the hub says
 * @param place where it was read
 */
public record Manifest(
    String name,
    HubId hubId,
    String revision,
    String licence,
    Optional<URI> licenceUrl,
    String architecture,
    Tier tier,
    long downloadBytes,
    Map<Precision, Long> memoryBytes,
    List<String> files,
    Map<String, String> sha256,
    Place place) {
  public Manifest {
    memoryBytes = Map.copyOf(memoryBytes);
    files = List.copyOf(files);
    sha256 = Map.copyOf(sha256);
  }

  /** The same for another revision, of which the checksums say nothing. */
  public Manifest withoutChecksums() {
    return new Manifest(
        name,
        hubId,
        revision,
        licence,
        licenceUrl,
        architecture,
        tier,
        downloadBytes,
        memoryBytes,
        files,
        Map.of(),
        place);
  }
}
