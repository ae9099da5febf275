package dev.rung.server.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.config.HubSettings;
import dev.rung.server.config.Manifest;
import dev.rung.server.models.hub.Hub;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.wire.HttpClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests of pulls share: a hub, a folder, and a pull that does not really wait. */
@Timeout(600)
abstract class PullCase {
  static final String WEIGHTS = "model.safetensors";
  static final int LENGTH = 1 << 20;

  final FakeHub hub =
      new FakeHub()
          .with("README.md", "# Not wanted")
          .with("config.json", "{\"architectures\":[\"PhiForCausalLM\"]}")
          .with("tokenizer.json", "{}")
          .with("modeling_phi.py", "print('not wanted')")
          .withLarge("pytorch_model.bin", FakeHub.noise(100, 1))
          .withLarge(WEIGHTS, FakeHub.noise(LENGTH, 2));

  final HttpClients clients = HttpClients.start(System::nanoTime);
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final Heard heard = new Heard();

  @TempDir Path folder;

  @AfterEach
  void close() {
    clients.close();
    hub.close();
  }

  Path target() {
    return folder.resolve("small-phi");
  }

  Path staged() {
    return folder.resolve(".pull").resolve("small-phi");
  }

  /** What the weights are called until they are complete. */
  String partName() {
    return WEIGHTS + "." + FakeHub.sha256(hub.content(WEIGHTS)).substring(0, 16) + ".part";
  }

  Pulled pull() throws IOException, InterruptedException {
    return pull(Optional.empty());
  }

  Pulled pull(Optional<Manifest> manifest) throws IOException, InterruptedException {
    return pull(manifest, DiskSpace.REAL, heard);
  }

  Pulled pull(Optional<Manifest> manifest, DiskSpace space, ProgressListener listener)
      throws IOException, InterruptedException {
    return pull(manifest, space, listener, new Timeouts(limit(), limit(), limit()));
  }

  Pulled pull(
      Optional<Manifest> manifest, DiskSpace space, ProgressListener listener, Timeouts timeouts)
      throws IOException, InterruptedException {
    HubSettings settings =
        new HubSettings(hub.endpoint(), Optional.of(new Secret(FakeHub.TOKEN)), Proxies.NONE);
    try (Hub open =
        new Hub(settings, false, clients, timeouts, InstantSource.system(), System::nanoTime)) {
      return new Puller(open, space, pauses::add, listener)
          .pull(new PullRequest(FakeHub.ID, "main", manifest, target()));
    }
  }

  private static Duration limit() {
    return Duration.ofSeconds(20);
  }

  void assertComplete() throws IOException {
    for (String name : List.of("config.json", "tokenizer.json", WEIGHTS)) {
      assertThat(target().resolve(name)).hasBinaryContent(hub.content(name));
    }
    PulledFiles record = PulledFiles.in(target()).orElseThrow();
    assertThat(record.commit()).isEqualTo(FakeHub.COMMIT);
    assertThat(record.files())
        .allSatisfy(
            file -> assertThat(file.sha256()).isEqualTo(FakeHub.sha256(hub.content(file.name()))));
    try (var entries = Files.list(target())) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .contains(PulledFiles.FILE, "config.json", "tokenizer.json", WEIGHTS)
          .noneMatch(
              name -> name.endsWith(".part") || name.endsWith(".py") || name.endsWith(".bin"));
    }
    assertThat(staged()).doesNotExist();
  }

  /** What a listener was told. */
  static final class Heard implements ProgressListener {
    final List<String> remarks = new CopyOnWriteArrayList<>();
    final List<String> finished = new CopyOnWriteArrayList<>();
    private long total;
    private long here;

    @Override
    public synchronized void starting(int files, long bytes, long present) {
      total = bytes;
      here = present;
    }

    @Override
    public synchronized void advanced(long bytes) {
      here += bytes;
    }

    @Override
    public void finished(String file) {
      finished.add(file);
    }

    @Override
    public void remark(String text) {
      remarks.add(text);
    }

    synchronized long total() {
      return total;
    }

    synchronized long here() {
      return here;
    }
  }
}
