package dev.rung.server.rpc;

import dev.rung.server.engine.RefusedException;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.RequestId;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.GenerateBatchRequest;
import dev.rung.v1.GenerateBatchResult;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import dev.rung.v1.RoutingDecision;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** The Router service. Called on event loops; nothing in it waits. */
final class RouterService extends RouterGrpc.RouterImplBase {
  private final Answering answering;

  RouterService(Answering answering) {
    this.answering = answering;
  }

  @Override
  public void generate(
      dev.rung.v1.GenerateRequest in, StreamObserver<GenerateResponse> observer) {
    answering.answer(in, new UnaryDelivery(Reply.to(observer)));
  }

  @Override
  public void generateStream(
      dev.rung.v1.GenerateRequest in, StreamObserver<GenerateChunk> observer) {
    answering.answer(in, new StreamDelivery(Reply.to(observer)));
  }

  @Override
  public void generateBatch(
      GenerateBatchRequest in, StreamObserver<GenerateBatchResult> observer) {
    Reply.to(observer)
        .fail(
            Statuses.notImplemented(
                "GenerateBatch is not part of this version; call Generate once per item"));
  }

  @Override
  public void feedback(FeedbackRequest in, StreamObserver<FeedbackResponse> observer) {
    Reply.to(observer)
        .fail(
            Statuses.notImplemented(
                "Feedback is not part of this version; answers are served the same without it"));
  }
}
