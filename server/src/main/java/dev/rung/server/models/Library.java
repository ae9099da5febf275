package dev.rung.server.models;

import dev.rung.local.runtime.MeasuredPerplexity;
import dev.rung.server.config.HubId;
import dev.rung.server.config.HubSettings;
import dev.rung.server.config.Manifest;
import dev.rung.server.config.Nearest;
import dev.rung.server.config.Offline;
import dev.rung.server.models.hub.Hub;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.remote.wire.HttpClients;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The checkpoints of this machine and the hub that more come from. Safe for several threads; its
 * calls block.
 */
public final class Library {
  private final Path folder;
  private final Manifests manifests;
  private final Shelf shelf;
  private final HubSettings hub;
  private final Offline offline;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Pause pause;
  private final Path engines;
  private final Meter meter;

  /**
   * A library; opens no connection.
   *
   * @param folder whose folders are checkpoints; need not exist
   * @param nanoTime {@link System#nanoTime()} or a test's own
   * @param engines where the runtime keeps what it makes of checkpoints; need not exist
   */
  public Library(
      Path folder,
      Manifests manifests,
      HubSettings hub,
      Offline offline,
      InstantSource clock,
      LongSupplier nanoTime,
      Pause pause,
      Path engines,
      Meter meter) {
    this.folder = folder;
    this.manifests = manifests;
    this.shelf = new Shelf(folder, manifests);
    this.hub = hub;
    this.offline = offline;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.engines = engines;
    this.meter = meter;
  }

  public Path folder() {
    return folder;
  }

  /**
   * What a pull would fetch, and where to.
   *
   * @param wanted a manifest's name or a hub id
   * @param revision outranks the manifest's
   * @param to the folder that it will be; without it, one in the models folder
   * @throws UnknownModelException when there is no such manifest
   */
  public PullRequest request(String wanted, Optional<String> revision, Optional<Path> to)
      throws UnknownModelException {
    Optional<HubId> id = HubId.parse(wanted);
    Optional<Manifest> manifest =
        id.isPresent() ? manifests.find(id.get()) : manifests.find(wanted);
    if (id.isEmpty() && manifest.isEmpty()) {
      throw unknown(wanted);
    }
    HubId source = id.or(() -> manifest.map(Manifest::hubId)).orElseThrow();
    String name = manifest.map(Manifest::name).orElse(source.name());
    String at = revision.or(() -> manifest.map(Manifest::revision)).orElse("main");
    Optional<Manifest> valid =
        manifest.map(known -> known.revision().equals(at) ? known : known.withoutChecksums());
    return new PullRequest(source, at, valid, to.orElse(shelf.place(name)));
  }

  private UnknownModelException unknown(String wanted) {
    List<String> names = manifests.all().stream().map(Manifest::name).toList();
    String hint =
        Nearest.to(wanted, names)
            .map(name -> "did you mean " + name + "?")
            .orElse("there are " + String.join(", ", names) + ".");
    return new UnknownModelException(
        "no manifest is called " + wanted + ": " + hint + " A model of a hub is OWNER/NAME");
  }

  /**
   * Fetches what is missing of a checkpoint; blocks until it is complete.
   *
   * @throws IOException when it cannot be had; the message says what to do
   */
  public Pulled pull(PullRequest request, ProgressListener listener)
      throws IOException, InterruptedException {
    requireReach();
    try (HttpClients clients = HttpClients.start(nanoTime);
        Hub open = new Hub(hub, offline != Offline.NO, clients, Hub.USUAL, clock, nanoTime)) {
      if (hub.token().isPresent() && !open.isPrivate()) {
        listener.remark(
            "HF_TOKEN is not sent to "
                + open.name()
                + ": HF_ENDPOINT is http, and others could read it");
      }
      return new Puller(open, DiskSpace.REAL, pause, listener).pull(request);
    }
  }

  private void requireReach() throws IOException {
    boolean allowed =
        switch (offline) {
          case NO -> true;
          case YES -> Hosts.reach(hub.endpoint()) == Reach.LOOPBACK;
          case STRICT -> false;
        };
    if (!allowed) {
      throw new IOException(
          "routing.offline is \""
              + offline.label()
              + "\", so nothing is fetched: set RUNG_ROUTING_OFFLINE=no for this command, or copy"
              + " the folder of the checkpoint from a machine that has it");
    }
  }

  /**
   * Reads every byte of a checkpoint and compares.
   *
   * @param wanted a name, a hub id, or the path of a folder
   * @throws UnknownModelException when no such checkpoint is here
   */
  public Verification verify(String wanted, ProgressListener listener)
      throws UnknownModelException, IOException {
    Path place = checkpoint(wanted);
    String name = String.valueOf(place.getFileName());
    return new Verifier(place, manifests.find(name), engines, listener).verify(name);
  }

  /**
   * Measures how well a checkpoint foretells a text, and keeps that beside it.
   *
   * @param wanted as for {@link #verify}
   * @param progress told in words how far it is
   * @throws UnknownModelException when no such checkpoint is here
   */
  public MeasuredPerplexity perplexity(String wanted, Consumer<String> progress)
      throws UnknownModelException, IOException {
    return meter.measure(checkpoint(wanted), progress);
  }

  private Path checkpoint(String wanted) throws UnknownModelException {
    Path named = path(wanted);
    Path place = wanted.contains("/") && Inspection.isCheckpoint(named) ? named : place(wanted);
    if (Inspection.isCheckpoint(place)) {
      return place;
    }
    throw new UnknownModelException(
        "there is no checkpoint " + wanted + " in " + folder + ": 'rung models list' shows them");
  }

  private Path place(String wanted) {
    return HubId.parse(wanted)
        .map(id -> manifests.find(id).map(Manifest::name).orElse(id.name()))
        .map(shelf::place)
        .orElseGet(() -> folder.resolve(path(wanted)));
  }

  private static Path path(String wanted) {
    try {
      return Path.of(wanted);
    } catch (InvalidPathException notAPath) {
      return Path.of("");
    }
  }

  /** The names of the checkpoints that {@link #verify} can check. */
  public List<String> present() throws IOException {
    return shelf.present();
  }

  /** Whether the runtime takes the checkpoint in this folder; if not, why. */
  public static Optional<String> unsupported(Path folder) {
    return switch (Inspection.of(folder).state()) {
      case CheckpointState.Unsupported(String why) -> Optional.of(why);
      case CheckpointState.Damaged(String why) -> Optional.of(why);
      case CheckpointState.Ready _, CheckpointState.Absent _, CheckpointState.Partial _ ->
          Optional.empty();
    };
  }

  /** Every checkpoint that is here or could be. */
  public List<CheckpointReport> reports() throws IOException {
    return shelf.reports();
  }
}
