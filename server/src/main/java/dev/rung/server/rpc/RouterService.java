package dev.rung.server.rpc;

import dev.rung.server.call.Calls;
import dev.rung.server.call.Delivery;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.ResetStatsResponse;
import dev.rung.v1.RouterGrpc;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import io.grpc.stub.StreamObserver;

/** The Router service. Called on event loops; nothing in it waits. */
final class RouterService extends RouterGrpc.RouterImplBase {
  private final Calls calls;
  private final Requests requests;
  private final RouteCalls routeCalls;
  private final StatsCalls statsCalls;
  private final CostCalls costCalls;
  private final BatchCalls batchCalls;
  private final FeedbackCalls feedbackCalls;
  private final Errands errands;

  RouterService(
      Calls calls,
      Requests requests,
      RouteCalls routeCalls,
      StatsCalls statsCalls,
      CostCalls costCalls,
      BatchCalls batchCalls,
      FeedbackCalls feedbackCalls,
      Errands errands) {
    this.calls = calls;
    this.requests = requests;
    this.routeCalls = routeCalls;
    this.statsCalls = statsCalls;
    this.costCalls = costCalls;
    this.batchCalls = batchCalls;
    this.feedbackCalls = feedbackCalls;
    this.errands = errands;
  }

  @Override
  public void generate(dev.rung.v1.GenerateRequest in, StreamObserver<GenerateResponse> observer) {
    answer(in, new UnaryDelivery(Reply.to(observer)));
  }

  @Override
  public void generateStream(
      dev.rung.v1.GenerateRequest in, StreamObserver<GenerateChunk> observer) {
    answer(in, new StreamDelivery(Reply.to(observer)));
  }

  private void answer(dev.rung.v1.GenerateRequest in, Delivery delivery) {
    RequestId id = calls.ids().next();
    Caller caller = Authentication.visitor().caller();
    calls.answer(id, caller, () -> requests.read(in, id, caller), delivery);
  }

  @Override
  public void route(dev.rung.v1.GenerateRequest in, StreamObserver<RoutingDecision> observer) {
    Caller caller = Authentication.visitor().caller();
    errands.run(observer, id -> routeCalls.route(id, in, caller));
  }

  @Override
  public void stats(StatsRequest in, StreamObserver<StatsResponse> observer) {
    Viewer viewer = viewer();
    errands.run(observer, id -> statsCalls.stats(id, in, viewer));
  }

  private static Viewer viewer() {
    return new Viewer(Authentication.visitor().caller());
  }

  @Override
  public void resetStats(ResetStatsRequest in, StreamObserver<ResetStatsResponse> observer) {
    Viewer viewer = viewer();
    errands.run(observer, id -> statsCalls.reset(id, in, viewer));
  }

  @Override
  public void getCosts(GetCostsRequest in, StreamObserver<GetCostsResponse> observer) {
    Viewer viewer = viewer();
    errands.run(observer, id -> costCalls.costs(id, in, viewer));
  }

  @Override
  public void generateBatch(GenerateBatchRequest in, StreamObserver<GenerateBatchResult> observer) {
    batchCalls.answer(in, Authentication.visitor().caller(), observer);
  }

  @Override
  public void feedback(FeedbackRequest in, StreamObserver<FeedbackResponse> observer) {
    Caller caller = Authentication.visitor().caller();
    errands.run(observer, id -> feedbackCalls.judge(id, in, caller));
  }
}
