package dev.rung.server.models;

import dev.rung.server.config.ByteSizes;
import dev.rung.server.models.hub.Hub;
import dev.rung.server.models.hub.HubException;
import dev.rung.server.models.hub.Listing;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fetches checkpoints. Nothing is visible as a checkpoint before all of it is there and right; what
 * an ended pull left is gone on with. Safe for several threads; of one checkpoint there is one pull
 * at a time, on the whole machine.
 */
public final class Puller {
  /** Reading less than this takes no time that anybody would wonder about. */
  private static final long WORTH_SAYING = 500_000_000;

  private final Hub hub;
  private final DiskSpace space;
  private final Pause pause;
  private final ProgressListener listener;
  private final Questions questions;

  /** A puller of one hub, which stays the caller's. */
  public Puller(Hub hub, DiskSpace space, Pause pause, ProgressListener listener) {
    this.hub = hub;
    this.space = space;
    this.pause = pause;
    this.listener = listener;
    this.questions = new Questions(pause, listener);
  }

  /**
   * Fetches what is missing of a checkpoint; blocks until it is complete.
   *
   * @throws HubException when the hub does not give it
   * @throws IOException when there is no room for it, or another pull of it is at work
   */
  public Pulled pull(PullRequest request) throws IOException, InterruptedException {
    Listing listing = questions.ask(() -> hub.list(request.id(), request.revision()));
    Selection selection = new Selection(request.id(), request.manifest());
    List<WantedFile> files = questions.ask(() -> selection.of(listing, hub));
    Path target = Destination.of(request.target(), request.id());
    try (Staging staging = Staging.open(target)) {
      return pull(request, listing, files, target, staging);
    }
  }

  private Pulled pull(
      PullRequest request, Listing listing, List<WantedFile> files, Path target, Staging staging)
      throws IOException, InterruptedException {
    remarkWait(toRead(files, target) + toRead(files, staging.folder()));
    Optional<PulledFiles> earlier = PulledFiles.readableIn(target);
    Optional<PulledFiles> same = earlier.filter(pulled -> pulled.commit().equals(listing.commit()));
    Map<String, String> sums = new HashMap<>(Present.in(target, files, same));
    if (same.isPresent() && sums.size() == files.size()) {
      staging.discard();
      return new Pulled(target, same.get(), false);
    }
    staging.keepOnly(names(files));
    for (String name : sums.keySet()) {
      link(target.resolve(name), staging.folder().resolve(name));
    }
    sums.putAll(Present.in(staging.folder(), files, Optional.empty()));
    fetch(request, listing, files, staging, sums);
    PulledFiles pulled = record(request, listing, files, sums);
    pulled.write(staging.folder());
    staging.finish();
    remarkUnchecked(files);
    return new Pulled(target, pulled, true);
  }

  private void fetch(
      PullRequest request,
      Listing listing,
      List<WantedFile> files,
      Staging staging,
      Map<String, String> sums)
      throws IOException, InterruptedException {
    List<WantedFile> missing =
        files.stream().filter(file -> !sums.containsKey(file.name())).toList();
    for (WantedFile file : missing) {
      Files.deleteIfExists(staging.folder().resolve(file.name()));
    }
    long total = files.stream().mapToLong(WantedFile::size).sum();
    long here = total - toFetch(missing, staging);
    space.require(total - here, staging.folder());
    staging.expect(total);
    listener.starting(files.size(), total, here);
    try {
      sums.putAll(
          Downloads.run(
              missing,
              file ->
                  new FileDownload(
                          hub,
                          request.id(),
                          listing.commit(),
                          file,
                          staging.folder(),
                          pause,
                          listener)
                      ::run));
    } catch (HubException failure) {
      throw failure;
    } catch (IOException failure) {
      space.require(toFetch(missing, staging), staging.folder());
      throw failure;
    }
  }

  private static long toRead(List<WantedFile> files, Path folder) throws IOException {
    long bytes = 0;
    for (WantedFile file : files) {
      for (String name : List.of(file.name(), file.partName())) {
        Path path = folder.resolve(name);
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
      }
    }
    return bytes;
  }

  private void remarkWait(long bytes) {
    if (bytes >= WORTH_SAYING) {
      listener.remark("Checking the " + ByteSizes.text(bytes) + " that are here");
    }
  }

  private void remarkUnchecked(List<WantedFile> files) {
    List<String> unchecked =
        files.stream().filter(file -> file.checksum().isEmpty()).map(WantedFile::name).toList();
    if (!unchecked.isEmpty()) {
      listener.remark(
          hub.name()
              + " has no checksum of "
              + String.join(", ", unchecked)
              + ": the SHA-256 of what came was written down, and compared with nothing");
    }
  }

  private static long toFetch(List<WantedFile> missing, Staging staging) throws IOException {
    long bytes = 0;
    for (WantedFile file : missing) {
      Path part = staging.folder().resolve(file.partName());
      Path whole = staging.folder().resolve(file.name());
      boolean goesOn = file.checksum().isPresent() && Files.isRegularFile(part);
      long here = Files.isRegularFile(whole) ? file.size() : goesOn ? Files.size(part) : 0;
      bytes += Math.max(0, file.size() - here);
    }
    return bytes;
  }

  private static PulledFiles record(
      PullRequest request, Listing listing, List<WantedFile> files, Map<String, String> sums) {
    List<PulledFile> pulled =
        files.stream()
            .map(file ->
                new PulledFile(
                    file.name(),
                    file.size(),
                    Optional.ofNullable(sums.get(file.name())).orElseThrow(),
                    file.checkedBy()))
            .toList();
    return new PulledFiles(request.id(), request.revision(), listing.commit(), pulled);
  }

  private static Set<String> names(List<WantedFile> files) {
    Set<String> names = new HashSet<>();
    for (WantedFile file : files) {
      names.add(file.name());
      names.add(file.partName());
    }
    return names;
  }

  private static void link(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    try {
      Files.createLink(to, from);
    } catch (UnsupportedOperationException | FileSystemException noLinks) {
      Files.copy(from, to);
    }
  }
}
