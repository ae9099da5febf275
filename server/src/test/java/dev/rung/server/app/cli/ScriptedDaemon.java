package dev.rung.server.app.cli;

import dev.rung.v1.AdminGrpc;
import dev.rung.v1.CheckKeysRequest;
import dev.rung.v1.CheckKeysResponse;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.ListModelsResponse;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.ResetStatsResponse;
import dev.rung.v1.RouterGrpc;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** A gRPC server on a free port of loopback that answers the command line's calls as told. */
final class ScriptedDaemon implements LocalDaemon {
  private final Server server;
  private final List<GenerateRequest> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch reset = new CountDownLatch(1);

  String table = "";
  volatile List<String> deltas = List.of();
  final List<FeedbackRequest> verdicts = new CopyOnWriteArrayList<>();
  volatile FeedbackResponse judged = FeedbackResponse.getDefaultInstance();
  volatile List<FeedbackRecord> exported = List.of();
  final List<GenerateBatchRequest> batches = new CopyOnWriteArrayList<>();
  volatile Function<GenerateBatchRequest.Item, GenerateBatchResult> items =
      item ->
          GenerateBatchResult.newBuilder()
              .setId(item.getId())
              .setResponse(
                  GenerateResponse.newBuilder()
                      .setText("to " + item.getRequest().getPrompt())
                      .setCostNanos(1_000))
              .build();
  volatile GenerateResponse last = GenerateResponse.getDefaultInstance();
  volatile RoutingDecision decision = RoutingDecision.getDefaultInstance();
  volatile StatsResponse stats = StatsResponse.getDefaultInstance();
  volatile CheckKeysResponse keys = CheckKeysResponse.getDefaultInstance();
  volatile ListModelsResponse models = ListModelsResponse.getDefaultInstance();
  volatile GetCostsResponse costs = GetCostsResponse.getDefaultInstance();
  final List<GetCostsRequest> costRequests = new CopyOnWriteArrayList<>();

  /** At the port for callers. */
  final List<GetCostsRequest> ownCostRequests = new CopyOnWriteArrayList<>();

  volatile Optional<StatusRuntimeException> failure = Optional.empty();

  /** Whether a stream goes on for ever once it has sent its deltas. */
  volatile boolean endless;

  volatile boolean closed;

  ScriptedDaemon() {
    try {
      server =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(new Router())
              .addService(new Admin())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  List<GenerateRequest> requests() {
    return requests;
  }

  GenerateRequest lastRequest() {
    return requests.getLast();
  }

  CountDownLatch cancelled() {
    return cancelled;
  }

  boolean wasReset() {
    return reset.getCount() == 0;
  }

  @Override
  public int grpcPort() {
    return server.getPort();
  }

  @Override
  public int adminPort() {
    return server.getPort();
  }

  @Override
  public OptionalInt httpPort() {
    return OptionalInt.empty();
  }

  @Override
  public String startTable() {
    return table;
  }

  @Override
  public boolean drain() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
    server.shutdownNow();
  }

  private <T> void answer(T message, StreamObserver<T> caller) {
    failure.ifPresentOrElse(
        caller::onError,
        () -> {
          caller.onNext(message);
          caller.onCompleted();
        });
  }

  private final class Router extends RouterGrpc.RouterImplBase {
    @Override
    public void generate(GenerateRequest request, StreamObserver<GenerateResponse> caller) {
      requests.add(request);
      answer(last.toBuilder().setText(String.join("", deltas)).build(), caller);
    }

    @Override
    public void generateStream(GenerateRequest request, StreamObserver<GenerateChunk> caller) {
      requests.add(request);
      List<GenerateChunk> chunks = new ArrayList<>();
      deltas.forEach(delta -> chunks.add(GenerateChunk.newBuilder().setDelta(delta).build()));
      if (endless) {
        onCancel(caller);
        chunks.forEach(caller::onNext);
        return;
      }
      chunks.add(GenerateChunk.newBuilder().setFinal(last).build());
      chunks.forEach(caller::onNext);
      failure.ifPresentOrElse(caller::onError, caller::onCompleted);
    }

    private void onCancel(StreamObserver<GenerateChunk> caller) {
      if (caller instanceof ServerCallStreamObserver<GenerateChunk> call) {
        call.setOnCancelHandler(cancelled::countDown);
      }
    }

    @Override
    public void generateBatch(
        GenerateBatchRequest batch, StreamObserver<GenerateBatchResult> caller) {
      batches.add(batch);
      batch.getItemsList().forEach(item -> caller.onNext(items.apply(item)));
      failure.ifPresentOrElse(caller::onError, caller::onCompleted);
    }

    @Override
    public void feedback(FeedbackRequest verdict, StreamObserver<FeedbackResponse> caller) {
      verdicts.add(verdict);
      answer(judged, caller);
    }

    @Override
    public void route(GenerateRequest request, StreamObserver<RoutingDecision> caller) {
      requests.add(request);
      answer(decision, caller);
    }

    @Override
    public void stats(StatsRequest request, StreamObserver<StatsResponse> caller) {
      answer(stats, caller);
    }

    @Override
    public void getCosts(GetCostsRequest request, StreamObserver<GetCostsResponse> caller) {
      ownCostRequests.add(request);
      answer(costs, caller);
    }

    @Override
    public void resetStats(ResetStatsRequest request, StreamObserver<ResetStatsResponse> caller) {
      reset.countDown();
      answer(ResetStatsResponse.getDefaultInstance(), caller);
    }
  }

  private final class Admin extends AdminGrpc.AdminImplBase {
    @Override
    public void getCosts(GetCostsRequest request, StreamObserver<GetCostsResponse> caller) {
      costRequests.add(request);
      answer(costs, caller);
    }

    @Override
    public void checkKeys(CheckKeysRequest request, StreamObserver<CheckKeysResponse> caller) {
      answer(keys, caller);
    }

    @Override
    public void exportFeedback(
        ExportFeedbackRequest request, StreamObserver<FeedbackRecord> caller) {
      exported.forEach(caller::onNext);
      failure.ifPresentOrElse(caller::onError, caller::onCompleted);
    }

    @Override
    public void listModels(ListModelsRequest request, StreamObserver<ListModelsResponse> caller) {
      answer(models, caller);
    }
  }
}
