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
import dev.rung.server.scripted.ScarceThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalModelsTest {
  private static final Map<String, LocalCheckpoint> PHI = Map.of("phi-2", Scripted.CHECKPOINT);
  private static final Set<String> EAGER = Set.of("phi-2");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Scripted model = new Scripted("Hello");
  private final AtomicInteger loads = new AtomicInteger();
  private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  /** Loads when the gate is open. */
  private LocalModel load(LocalCheckpoint ignored) {
    loads.incrementAndGet();
    try {
      assertThat(gate.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return model;
  }

  private LocalModels models() {
    LocalModels models = new LocalModels(this::load, System::nanoTime);
    models.onChange(() -> changes.add("changed"));
    return models;
  }

  private void awaitChange() throws InterruptedException {
    assertThat(changes.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void servesAfterItMadeAToken() throws Exception {
    LocalModels models = models();

    var _ = models.provider(PHI, EAGER);

    assertThat(models.notReady("phi-2")).contains("is being loaded");
    assertThat(models.serves("phi-2")).isFalse();
    gate.countDown();
    awaitChange();
    assertThat(models.notReady("phi-2")).isEmpty();
    assertThat(models.serves("phi-2")).isTrue();
    assertThat(model.options.maxTokens()).isEqualTo(1);
  }

  @Test
  void isTriedAgainWhereTheSystemGaveNoThreadToLoadIt() throws Exception {
    gate.countDown();
    AtomicLong nanos = new AtomicLong();
    LocalModels models = new LocalModels(this::load, nanos::get, new ScarceThreads(1));
    Provider provider = models.provider(PHI, Set.of());

    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> ask(provider, LONG));

    assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure.text()).contains("the system gives no thread to load it");
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    models.retry();
    assertThat(ask(provider, LONG)).isEqualTo("Hello");
  }

  @Test
  void loadsForTheFirstRequest() throws Exception {
    gate.countDown();
    LocalModels models = models();
    Provider provider = models.provider(PHI, Set.of());
    assertThat(models.notReady("phi-2")).isEmpty();
    assertThat(models.serves("phi-2")).isFalse();
    assertThat(loads).hasValue(0);

    assertThat(ask(provider, LONG)).isEqualTo("Hello");

    assertThat(models.serves("phi-2")).isTrue();
    assertThat(loads).hasValue(1);
  }

  @Test
  void letsOthersWaitBesideTheFirstRequest() throws Exception {
    LocalModels models = models();
    Provider provider = models.provider(PHI, Set.of());

    ProviderException first = failure(provider, Duration.ZERO);

    assertThat(first.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(models.notReady("phi-2")).isEmpty();
    gate.countDown();
    assertThat(ask(provider, LONG)).isEqualTo("Hello");
    assertThat(loads).hasValue(1);
  }

  @Test
  void givesItsShareUpOnce() throws Exception {
    gate.countDown();
    LocalModels models = models();
    Provider one = models.provider(PHI, EAGER);
    awaitChange();
    Provider other = models.provider(PHI, EAGER);

    one.close();
    one.close();

    assertThat(ask(other, LONG)).isEqualTo("Hello");
    assertThat(model.closed.getCount()).isEqualTo(1);
  }

  @Test
  void waitsForAModelNoLongerThanTheRequestCan() {
    Provider provider = models().provider(PHI, EAGER);

    ProviderException late = failure(provider, Duration.ZERO);

    assertThat(late.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(late).hasMessageContaining("still being loaded");
    gate.countDown();
  }

  @Test
  void saysWhyAModelCannotServe() throws Exception {
    LocalModels models =
        new LocalModels(
            _ -> {
              throw new InferenceException(Reason.BAD_CHECKPOINT, "model.safetensors: is cut off");
            },
            System::nanoTime);
    models.onChange(() -> changes.add("changed"));
    Provider provider = models.provider(PHI, EAGER);
    awaitChange();

    assertThat(models.notReady("phi-2")).contains("model.safetensors: is cut off");
    assertThat(failure(provider, LONG).kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void servesAgainWhenAFailingModelMakesAToken() throws Exception {
    gate.countDown();
    LocalModels models = models();
    Provider provider = models.provider(PHI, EAGER);
    awaitChange();
    model.failure = List.of(new InferenceException(Reason.FAILED, "libtorch failed"));

    assertThat(failure(provider, LONG).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    awaitChange();
    assertThat(models.notReady("phi-2")).contains("its last answer failed");
    assertThat(models.serves("phi-2")).isFalse();

    model.failure = List.of();
    models.retry();
    assertThat(models.serves("phi-2")).isTrue();
    assertThat(ask(provider, LONG)).isEqualTo("Hello");
  }

  @Test
  void keepsAModelInMemoryWhileSomebodyWantsIt() throws Exception {
    gate.countDown();
    LocalModels models = models();
    Provider before = models.provider(PHI, EAGER);
    awaitChange();

    Provider after = models.provider(Map.of("phi", Scripted.CHECKPOINT), Set.of("phi"));
    before.close();

    assertThat(loads).hasValue(1);
    assertThat(models.serves("phi")).isTrue();
    assertThat(model.closed.getCount()).isEqualTo(1);
    after.close();
    assertThat(model.closed.getCount()).isZero();
  }

  @Test
  void closesAModelThatComesTooLate() throws Exception {
    LocalModels models = models();
    var _ = models.provider(PHI, EAGER);

    models.close();
    gate.countDown();

    assertThat(model.closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closesAModelThatComesTooLateAndFailsItsTrial(boolean stopped) throws Exception {
    model.stopped = stopped;
    model.failure = List.of(new InferenceException(Reason.FAILED, "libtorch failed"));
    LocalModels models = models();
    var _ = models.provider(PHI, EAGER);

    models.close();
    gate.countDown();

    assertThat(model.closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void closesAModelWhoseTrialEndsInABug() throws Exception {
    gate.countDown();
    model.before =
        () -> {
          throw new NoSuchMethodError("no such operator");
        };
    LocalModels models = models();

    Provider provider = models.provider(PHI, EAGER);
    awaitChange();

    assertThat(models.notReady("phi-2"))
        .hasValueSatisfying(why -> assertThat(why).contains("NoSuchMethodError"));
    assertThat(model.closed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(failure(provider, LONG).kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  @Test
  void triesAgainLaterWhereATrialWasStopped() throws Exception {
    gate.countDown();
    model.stopped = true;
    LocalModels models = models();

    var _ = models.provider(PHI, EAGER);
    awaitChange();

    assertThat(models.notReady("phi-2")).contains("its trial was stopped");
    model.stopped = false;
    models.retry();
    assertThat(models.serves("phi-2")).isTrue();
  }

  @Test
  void doesNotLetRequestsWaitForAModelForWhichThereIsNoMemory() throws Exception {
    LocalModels models =
        new LocalModels(
            _ -> {
              throw new OutOfMemoryError("heap");
            },
            System::nanoTime);
    models.onChange(() -> changes.add("changed"));

    Provider provider = models.provider(PHI, EAGER);
    awaitChange();

    assertThat(failure(provider, LONG).kind()).isEqualTo(FailureKind.UNAVAILABLE);
  }

  private static String ask(Provider provider, Duration limit) throws Exception {
    StringBuilder text = new StringBuilder();
    ChunkSink sink =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) {
            if (chunk instanceof Chunk.Delta(String piece)) {
              text.append(piece);
            }
          }

          @Override
          public boolean committed() {
            return !text.isEmpty();
          }
        };
    Deadline deadline = Deadline.after(limit, System::nanoTime);
    var _ =
        provider.generate(
            new Call(
                Models.named("phi-2", Tier.TINY).free().build(),
                Prompt.ofUser("hi"),
                Sampling.DEFAULT,
                16,
                true,
                deadline,
                deadline),
            sink);
    return text.toString();
  }

  private static ProviderException failure(Provider provider, Duration limit) {
    return catchThrowableOfType(ProviderException.class, () -> ask(provider, limit));
  }
}
