package dev.rung.server.models;

import dev.rung.server.config.HubId;
import dev.rung.server.config.Manifest;
import dev.rung.server.models.WantedFile.Authority;
import dev.rung.server.models.hub.Checksum;
import dev.rung.server.models.hub.Hub;
import dev.rung.server.models.hub.HubException;
import dev.rung.server.models.hub.Listing;
import dev.rung.server.models.hub.RemoteFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Chooses, of what a repository lists, the files that make a checkpoint. */
final class Selection {
  /** What is fetched where no manifest says otherwise. */
  static final List<String> USUAL =
      List.of(
          "config.json",
          "generation_config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "chat_template.jinja",
          "model.safetensors.index.json",
          "*.safetensors");

  private static final List<String> NEEDED = List.of("config.json", "tokenizer.json");
  private static final String WEIGHTS = ".safetensors";

  private final HubId id;
  private final List<String> patterns;
  private final Map<String, String> sha256;

  Selection(HubId id, Optional<Manifest> manifest) {
    this.id = id;
    this.patterns = manifest.map(Manifest::files).orElse(USUAL);
    this.sha256 = manifest.map(Manifest::sha256).orElse(Map.of());
  }

  /**
   * The files to fetch. What the listing leaves out of them is asked for file by file.
   *
   * @throws HubException when a name would lead out of the folder, or a checkpoint would not come
   *     out of it
   */
  List<WantedFile> of(Listing listing, Hub hub) throws HubException, InterruptedException {
    requireHarmless(listing);
    List<RemoteFile> chosen =
        listing.files().stream().filter(file -> FileNames.isWanted(file.name(), patterns)).toList();
    requireCheckpoint(listing, chosen);
    List<WantedFile> wanted = new ArrayList<>();
    for (RemoteFile file : chosen) {
      wanted.add(wanted(completed(file, listing, hub)));
    }
    return wanted;
  }

  private RemoteFile completed(RemoteFile file, Listing listing, Hub hub)
      throws HubException, InterruptedException {
    return file.isComplete() ? file : file.or(hub.inspect(id, listing.commit(), file.name()));
  }

  private static void requireHarmless(Listing listing) throws HubException {
    Set<String> names = new HashSet<>();
    for (RemoteFile file : listing.files()) {
      if (!FileNames.isHarmless(file.name())) {
        throw HubException.lasting(
            "the hub lists a file name that is not plain, \""
                + file.name()
                + "\": nothing was fetched; do not trust this repository or mirror");
      }
      if (!names.add(file.name())) {
        throw HubException.lasting("the hub lists " + file.name() + " twice: nothing was fetched");
      }
    }
  }

  private void requireCheckpoint(Listing listing, List<RemoteFile> chosen) throws HubException {
    for (String name : NEEDED) {
      if (chosen.stream().noneMatch(file -> file.name().equals(name))) {
        throw HubException.lasting(
            id + " has no " + name + ", which a model needs to run here: nothing was fetched");
      }
    }
    if (chosen.stream().noneMatch(file -> file.name().endsWith(WEIGHTS))) {
      throw HubException.lasting(
          id + " has no weights as safetensors, the only form that runs here: nothing was fetched");
    }
    for (String name : sha256.keySet()) {
      if (chosen.stream().noneMatch(file -> file.name().equals(name))) {
        throw HubException.lasting(
            "the manifest has a SHA-256 of "
                + name
                + ", which "
                + id
                + " at "
                + listing.commit()
                + " does not list");
      }
    }
  }

  private WantedFile wanted(RemoteFile file) throws HubException {
    long size =
        file.size()
            .orElseThrow(() ->
                HubException.lasting(
                    "the hub does not say how large "
                        + file.name()
                        + " is: is HF_ENDPOINT"
                        + " right?"));
    Optional<Checksum> own = Optional.ofNullable(sha256.get(file.name())).flatMap(Checksum::sha256);
    if (own.isEmpty()) {
      Authority hub = file.checksum().isPresent() ? Authority.HUB : Authority.NOBODY;
      return new WantedFile(file.name(), size, file.checksum(), hub);
    }
    boolean contradicted =
        file.checksum()
            .filter(Checksum.Sha256.class::isInstance)
            .filter(theirs -> !theirs.equals(own.get()))
            .isPresent();
    if (contradicted) {
      throw HubException.lasting(
          file.name()
              + ": the hub's SHA-256 is not the manifest's: another version? Nothing was fetched");
    }
    return new WantedFile(file.name(), size, own, Authority.MANIFEST);
  }
}
