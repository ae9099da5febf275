package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.Timestamp;
import dev.rung.server.call.FixedOperations;
import dev.rung.server.engine.Operations;
import dev.rung.v1.AdminGrpc.AdminBlockingStub;
import dev.rung.v1.CheckKeysRequest;
import dev.rung.v1.CheckKeysResponse;
import dev.rung.v1.Checkpoint;
import dev.rung.v1.EndExperimentRequest;
import dev.rung.v1.GetStrategyRequest;
import dev.rung.v1.GetStrategyResponse;
import dev.rung.v1.ListExperimentsRequest;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.ListProvidersRequest;
import dev.rung.v1.ListProvidersResponse;
import dev.rung.v1.Model;
import dev.rung.v1.Provider;
import dev.rung.v1.ProviderKey;
import dev.rung.v1.PurgeCacheRequest;
import dev.rung.v1.PutExperimentRequest;
import dev.rung.v1.PutModelRequest;
import dev.rung.v1.ReloadConfigRequest;
import dev.rung.v1.ReloadConfigResponse;
import dev.rung.v1.RemoveModelRequest;
import dev.rung.v1.RunBenchmarkRequest;
import dev.rung.v1.SetStrategyRequest;
import dev.rung.v1.Strategy;
import dev.rung.v1.Tier;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the Admin service tells and does, and every call that this version does not have. */
final class AdminTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void listsModelsWithEveryField() {
    Model model = rig.admin().listModels(ListModelsRequest.getDefaultInstance()).getModels(0);

    assertThat(model)
        .isEqualTo(
            Model.newBuilder()
                .setName("mistral")
                .setTier(Tier.TIER_2_SMALL)
                .setProvider("together")
                .setModelId("mistralai/Mistral-7B")
                .addAliases("m")
                .addCapabilities("chat")
                .addCapabilities("tools")
                .setContextWindow(32_768)
                .setMaxTokens(4_096)
                .setInputCostPerMillionUsd(0.2)
                .setOutputCostPerMillionUsd(0.4)
                .setLatencyMs(750)
                .setQuality(0.72)
                .setReady(false)
                .setNotReadyReason("TOGETHER_API_KEY is not set")
                .setOrigin("configuration")
                .build());
  }

  @Test
  void listsCheckpointsInEveryState() {
    List<Checkpoint> checkpoints =
        rig.admin().listModels(ListModelsRequest.getDefaultInstance()).getCheckpointsList();

    assertThat(checkpoints)
        .extracting(Checkpoint::getState, Checkpoint::getPercent, Checkpoint::getDetail)
        .containsExactly(
            tuple(Checkpoint.State.ABSENT, 0, ""),
            tuple(Checkpoint.State.PARTIAL, 28, ""),
            tuple(Checkpoint.State.READY, 100, ""),
            tuple(Checkpoint.State.DAMAGED, 100, "config.json is missing"),
            tuple(Checkpoint.State.UNSUPPORTED, 100, "no such architecture"));
    assertThat(checkpoints.getFirst())
        .isEqualTo(
            Checkpoint.newBuilder()
                .setName("a")
                .setHubId("acme/a")
                .setState(Checkpoint.State.ABSENT)
                .setBytesOnDisk(5)
                .setDownloadBytes(7)
                .putMemoryBytes("bf16", 9)
                .build());
  }

  @Test
  void listsProvidersWithoutTheirKeys() {
    ListProvidersResponse response =
        rig.admin().listProviders(ListProvidersRequest.getDefaultInstance());

    assertThat(response.getProvidersList())
        .map(provider -> provider.toBuilder().clearKeys().build())
        .containsExactly(
            Provider.newBuilder()
                .setName("together")
                .setKind("together")
                .setBaseUrl("https://api.together.ai/v1")
                .setApiKeyEnv("TOGETHER_API_KEY")
                .setKeyPresent(true)
                .setReady(true)
                .build());
    assertThat(response.getProviders(0).getKeysList())
        .extracting(
            ProviderKey::getName,
            ProviderKey::getApiKeyEnv,
            ProviderKey::getApiKeyFile,
            ProviderKey::getStatus)
        .containsExactly(
            tuple("first", "TOGETHER_API_KEY", "", ProviderKey.Status.NOT_CHECKED),
            tuple("second", "", "/run/key", ProviderKey.Status.MISSING));
    assertThat(response.toString()).doesNotContain(FixedOperations.KEY);
  }

  @Test
  void saysHowEveryKeyStands() {
    CheckKeysResponse response = rig.admin().checkKeys(CheckKeysRequest.getDefaultInstance());

    assertThat(response.getKeysList())
        .extracting(ProviderKey::getStatus, ProviderKey::getValid, ProviderKey::getUsable)
        .containsExactly(
            tuple(ProviderKey.Status.VALID, true, true),
            tuple(ProviderKey.Status.REFUSED, false, false),
            tuple(ProviderKey.Status.NO_CREDIT, false, false),
            tuple(ProviderKey.Status.THROTTLED, false, true),
            tuple(ProviderKey.Status.UNREACHABLE, false, false),
            tuple(ProviderKey.Status.NOT_CHECKED, false, true),
            tuple(ProviderKey.Status.MISSING, false, false));
    assertThat(response.getKeys(0))
        .isEqualTo(
            ProviderKey.newBuilder()
                .setProvider("together")
                .setName("valid")
                .setApiKeyEnv("TOGETHER_API_KEY")
                .setStatus(ProviderKey.Status.VALID)
                .setValid(true)
                .setUsable(true)
                .setDetail("for a reason")
                .setWeight(3)
                .setBreakerState("open")
                .setCheckedAt(Timestamp.newBuilder().setSeconds(1_767_312_000))
                .build());
  }

  @Test
  void saysTheStrategy() {
    GetStrategyResponse response = rig.admin().getStrategy(GetStrategyRequest.getDefaultInstance());

    assertThat(response.getStrategy()).isEqualTo(Strategy.QUALITY_FIRST);
    assertThat(response.getRoutingEnabled()).isTrue();
  }

  @Test
  void reloads() {
    ReloadConfigResponse response =
        rig.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance());

    assertThat(response.getModels()).isEqualTo(7);
    assertThat(response.getNeedsRestartList()).containsExactly("server.grpc_address");
  }

  @Test
  void saysWhyAReloadIsRefused() {
    rig.operations.refuseReload("rung.toml:7: unknown key 'modell'; did you mean 'model'?");

    StatusRuntimeException error =
        Errors.of(() -> rig.admin().reloadConfig(ReloadConfigRequest.getDefaultInstance()));

    assertThat(Errors.code(error)).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(Errors.info(error).getReason()).isEqualTo("CONFIGURATION_REFUSED");
    assertThat(error.getStatus().getDescription()).contains("rung.toml:7");
  }

  @Test
  void purgesWhatItIsToldTo() {
    rig.admin().purgeCache(PurgeCacheRequest.getDefaultInstance());
    rig.admin().purgeCache(PurgeCacheRequest.newBuilder().setTenant("acme").build());
    long entries =
        rig.admin().purgeCache(PurgeCacheRequest.newBuilder().setId("r1").build()).getEntries();

    assertThat(entries).isEqualTo(3);
    assertThat(rig.operations.purges)
        .containsExactly(
            new Operations.Purge.All(),
            new Operations.Purge.OfTenant("acme"),
            new Operations.Purge.OfAnswer("r1"));
  }

  @Test
  void purgesEitherATenantOrAnAnswer() {
    PurgeCacheRequest both = PurgeCacheRequest.newBuilder().setTenant("acme").setId("r1").build();

    StatusRuntimeException error = Errors.of(() -> rig.admin().purgeCache(both));

    assertThat(error.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(rig.operations.purges).isEmpty();
  }

  @Test
  void whatThisVersionDoesNotHaveSaysSo() {
    Map<String, Consumer<AdminBlockingStub>> calls =
        Map.ofEntries(
            Map.entry("PutModel", a -> a.putModel(PutModelRequest.getDefaultInstance())),
            Map.entry("RemoveModel", a -> a.removeModel(RemoveModelRequest.getDefaultInstance())),
            Map.entry(
                "ListExperiments",
                a -> a.listExperiments(ListExperimentsRequest.getDefaultInstance())),
            Map.entry(
                "PutExperiment", a -> a.putExperiment(PutExperimentRequest.getDefaultInstance())),
            Map.entry(
                "EndExperiment", a -> a.endExperiment(EndExperimentRequest.getDefaultInstance())),
            Map.entry("SetStrategy", a -> a.setStrategy(SetStrategyRequest.getDefaultInstance())),
            Map.entry(
                "RunBenchmark",
                a -> drain(a.runBenchmark(RunBenchmarkRequest.getDefaultInstance()))));

    calls.forEach((name, call) -> assertMissing(name, Errors.of(() -> call.accept(rig.admin()))));
  }

  private static void drain(Iterator<?> responses) {
    responses.forEachRemaining(response -> {});
  }

  private static void assertMissing(String name, StatusRuntimeException error) {
    assertThat(Errors.code(error)).as(name).isEqualTo(Code.UNIMPLEMENTED);
    assertThat(Errors.info(error).getReason()).isEqualTo("NOT_IMPLEMENTED");
    assertThat(error.getStatus().getDescription())
        .startsWith(name + " is not part of this version; ");
  }
}
