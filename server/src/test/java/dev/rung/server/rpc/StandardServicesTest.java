package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health and reflection, as any gRPC client expects them. */
final class StandardServicesTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void healthHasOneNamePerTier() {
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("rung.v1.Router")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("tier0")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("tier1")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("tier2")).isEqualTo(ServingStatus.SERVING);
    assertThat(health("tier3")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("tier4")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("fallback")).isEqualTo(ServingStatus.NOT_SERVING);
  }

  @Test
  void aConnectionWatchesNoMoreThanThereIs() throws Exception {
    List<ClientCall<HealthCheckRequest, HealthCheckResponse>> watches = new ArrayList<>();
    BlockingQueue<Status.Code> said = new LinkedBlockingQueue<>();
    for (int i = 0; i < 16; i++) {
      watches.add(watch(said));
      assertThat(said.poll(1, TimeUnit.MINUTES)).isEqualTo(Status.Code.OK);
    }

    watches.add(watch(said));
    assertThat(said.poll(1, TimeUnit.MINUTES)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    watches.getFirst().cancel("enough", null);
    assertThat(said.poll(1, TimeUnit.MINUTES)).isEqualTo(Status.Code.CANCELLED);
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);

    watches.add(watch(said));
    assertThat(said.poll(1, TimeUnit.MINUTES)).isEqualTo(Status.Code.OK);
    watches.forEach(watch -> watch.cancel("enough", null));
  }

  /** Says OK for each message, and how it ends. */
  private ClientCall<HealthCheckRequest, HealthCheckResponse> watch(
      BlockingQueue<Status.Code> said) {
    ClientCall<HealthCheckRequest, HealthCheckResponse> call =
        rig.channel.newCall(HealthGrpc.getWatchMethod(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(HealthCheckResponse message) {
            said.add(Status.Code.OK);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            said.add(status.getCode());
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(HealthCheckRequest.getDefaultInstance());
    call.halfClose();
    return call;
  }

  @Test
  void unknownHealthNamesAreNotFound() {
    StatusRuntimeException error = Errors.of(() -> health("tier9"));

    assertThat(Errors.code(error)).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void watchersSeeTiersComeAndGo() {
    Iterator<HealthCheckResponse> fallback =
        HealthGrpc.newBlockingStub(rig.channel)
            .withDeadlineAfter(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .watch(HealthCheckRequest.newBuilder().setService("fallback").build());
    assertThat(fallback.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);

    rig.operations.serve(EnumSet.of(Tier.LOCAL_FALLBACK));

    assertThat(fallback.next().getStatus()).isEqualTo(ServingStatus.SERVING);
    assertThat(health("tier2")).isEqualTo(ServingStatus.NOT_SERVING);

    rig.operations.serve(Set.of());

    assertThat(fallback.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("rung.v1.Router")).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(health("")).isEqualTo(ServingStatus.SERVING);
  }

  @Test
  void reflectionListsTheServicesOfEachPort() throws Exception {
    assertThat(services(rig.channel))
        .contains("rung.v1.Router", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection")
        .doesNotContain("rung.v1.Admin");
    assertThat(services(rig.adminChannel))
        .contains("rung.v1.Admin", "grpc.health.v1.Health")
        .doesNotContain("rung.v1.Router");
  }

  @Test
  void theOlderReflectionIsThereToo() throws Exception {
    List<String> names = olderServices(rig.channel);

    assertThat(names).contains("rung.v1.Router", "grpc.reflection.v1alpha.ServerReflection");
    assertThat(olderServices(rig.adminChannel)).contains("rung.v1.Admin");
  }

  private ServingStatus health(String name) {
    return HealthGrpc.newBlockingStub(rig.channel)
        .withDeadlineAfter(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .check(HealthCheckRequest.newBuilder().setService(name).build())
        .getStatus();
  }

  private static List<String> services(Channel channel) throws Exception {
    First<ServerReflectionResponse> first = new First<>();
    StreamObserver<ServerReflectionRequest> ask =
        ServerReflectionGrpc.newStub(channel).serverReflectionInfo(first);
    ask.onNext(ServerReflectionRequest.newBuilder().setListServices("*").build());
    ServerReflectionResponse response = first.get();
    ask.onCompleted();
    return names(response.getListServicesResponse().getServiceList(), ServiceResponse::getName);
  }

  private static List<String> olderServices(Channel channel) throws Exception {
    First<io.grpc.reflection.v1alpha.ServerReflectionResponse> first = new First<>();
    var ask =
        io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel)
            .serverReflectionInfo(first);
    ask.onNext(
        io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
            .setListServices("*")
            .build());
    var response = first.get();
    ask.onCompleted();
    return names(
        response.getListServicesResponse().getServiceList(),
        io.grpc.reflection.v1alpha.ServiceResponse::getName);
  }

  private static <T> List<String> names(List<T> services, Function<T, String> name) {
    return services.stream().map(name).toList();
  }

  /** Keeps the first response. */
  private static final class First<T> implements StreamObserver<T> {
    private final CompletableFuture<T> first = new CompletableFuture<>();

    T get() throws Exception {
      return first.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void onNext(T response) {
      first.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      first.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
      first.completeExceptionally(new AssertionError("ended without a response"));
    }
  }
}
