package dev.rung.server.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.LocalModel;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that cannot be loaded at first. */
class ReloadingModelsTest {
  private static final Set<String> EAGER = Set.of("phi-2");
  private static final int PATIENCE_SECONDS = 30;

  @TempDir private Path folder;

  private final Scripted model = new Scripted("Hello");
  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger loads = new AtomicInteger();
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
  private final LocalModels models = new LocalModels(this::load, now::get);

  private volatile List<InferenceException> refusal = List.of();

  private LocalModel load(LocalCheckpoint ignored) throws InferenceException {
    loads.incrementAndGet();
    for (InferenceException refused : refusal) {
      throw refused;
    }
    return model;
  }

  @BeforeEach
  void listen() {
    models.onChange(() -> changes.add("changed"));
  }

  private void awaitChange() throws InterruptedException {
    assertThat(changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
  }

  private Map<String, LocalCheckpoint> phi() {
    return Map.of("phi-2", new LocalCheckpoint(folder, Scripted.CHECKPOINT.options()));
  }

  private void refuse(Reason reason, String why) throws InterruptedException {
    refusal = List.of(new InferenceException(reason, why));
    var _ = models.provider(phi(), EAGER);
    awaitChange();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void loadsAgainWhenThereMayBeMemory() throws Exception {
    refuse(Reason.OUT_OF_MEMORY, "the weights take 11.2 GB");
    assertThat(models.notReady("phi-2")).contains("the weights take 11.2 GB; this is tried again");
    refusal = List.of();

    pass(Setback.FIRST_PAUSE.minusNanos(1));
    models.retry();
    assertThat(loads).hasValue(1);
    pass(Duration.ofNanos(1));
    models.retry();
    awaitChange();

    assertThat(models.serves("phi-2")).isTrue();
    assertThat(models.notReady("phi-2")).isEmpty();
    assertThat(loads).hasValue(2);
  }

  @Test
  void waitsTwiceAsLongAfterEachTry() throws Exception {
    refuse(Reason.OUT_OF_MEMORY, "the weights take 11.2 GB");
    pass(Setback.FIRST_PAUSE);
    models.retry();
    awaitChange();

    pass(Setback.FIRST_PAUSE);
    models.retry();
    assertThat(loads).hasValue(2);
    pass(Setback.FIRST_PAUSE);
    models.retry();
    awaitChange();

    assertThat(loads).hasValue(3);
    assertThat(Setback.pause(100)).isEqualTo(Setback.LONGEST_PAUSE);
  }

  @Test
  void leavesADamagedCheckpointUntilItsFilesChange() throws Exception {
    Files.writeString(folder.resolve("model.safetensors"), "cut o");
    refuse(Reason.BAD_CHECKPOINT, "model.safetensors: is cut off");
    refusal = List.of();

    pass(Setback.LONGEST_PAUSE.multipliedBy(10));
    models.retry();
    assertThat(loads).hasValue(1);
    assertThat(models.notReady("phi-2")).contains("model.safetensors: is cut off");
    Files.writeString(folder.resolve("model.safetensors"), "whole now");
    models.retry();
    awaitChange();

    assertThat(models.serves("phi-2")).isTrue();
  }

  @Test
  void loadsAgainAfterAReload() throws Exception {
    refuse(Reason.BAD_CHECKPOINT, "model.safetensors: is cut off");
    refusal = List.of();

    var _ = models.provider(phi(), EAGER);
    awaitChange();

    assertThat(models.serves("phi-2")).isTrue();
    assertThat(loads).hasValue(2);
  }

  @Test
  void loadsAModelAgainThatFailedForGood() throws Exception {
    Provider provider = models.provider(phi(), EAGER);
    awaitChange();
    model.failure = List.of(new InferenceException(Reason.ENDED, "it must be loaded again"));

    assertThat(failure(provider).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    awaitChange();
    awaitChange();

    assertThat(models.notReady("phi-2")).contains("it must be loaded again; this is tried again");
    assertThat(model.closed.getCount()).isZero();
    model.failure = List.of();
    pass(Setback.FIRST_PAUSE);
    models.retry();
    awaitChange();
    assertThat(models.serves("phi-2")).isTrue();
    assertThat(loads).hasValue(2);
  }

  @Test
  void takesALackOfMemoryInTheHeapForOneThatPasses() throws Exception {
    LocalModels starved =
        new LocalModels(
            _ -> {
              throw new OutOfMemoryError("scripted");
            },
            now::get);
    starved.onChange(() -> changes.add("changed"));
    var _ = starved.provider(phi(), EAGER);
    awaitChange();

    assertThat(starved.notReady("phi-2"))
        .contains("loading failed: OutOfMemoryError; this is tried again");
  }

  private static ProviderException failure(Provider provider) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(PATIENCE_SECONDS), System::nanoTime);
    Call call =
        new Call(
            Models.named("phi-2", Tier.TINY).free().build(),
            Prompt.ofUser("hi"),
            Sampling.DEFAULT,
            16,
            true,
            deadline,
            deadline);
    return catchThrowableOfType(
        ProviderException.class, () -> provider.generate(call, new Nobody()));
  }

  private record Nobody() implements ChunkSink {
    @Override
    public void accept(Chunk chunk) {}

    @Override
    public boolean committed() {
      return false;
    }
  }

  @Test
  void takesAFolderThatCannotBeReadForAnEmptyOne() {
    assertThat(FolderFiles.of(folder.resolve("gone"))).isEqualTo(new FolderFiles(Map.of()));
  }
}
