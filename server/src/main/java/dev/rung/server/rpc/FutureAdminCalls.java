package dev.rung.server.rpc;

import com.google.protobuf.MessageLite;
import dev.rung.v1.AdminGrpc;
import dev.rung.v1.BenchmarkProgress;
import dev.rung.v1.EndExperimentRequest;
import dev.rung.v1.Experiment;
import dev.rung.v1.GetStrategyResponse;
import dev.rung.v1.ListExperimentsRequest;
import dev.rung.v1.ListExperimentsResponse;
import dev.rung.v1.Model;
import dev.rung.v1.PutExperimentRequest;
import dev.rung.v1.PutModelRequest;
import dev.rung.v1.RemoveModelRequest;
import dev.rung.v1.RemoveModelResponse;
import dev.rung.v1.RunBenchmarkRequest;
import dev.rung.v1.SetStrategyRequest;
import io.grpc.stub.StreamObserver;

/** The calls of the Admin service that this version does not have; each says what to do instead. */
abstract class FutureAdminCalls extends AdminGrpc.AdminImplBase {

  @Override
  public void putModel(PutModelRequest in, StreamObserver<Model> observer) {
    refuse(
        observer,
        "PutModel is not part of this version; change the configuration and call ReloadConfig");
  }

  @Override
  public void removeModel(RemoveModelRequest in, StreamObserver<RemoveModelResponse> observer) {
    refuse(
        observer,
        "RemoveModel is not part of this version; change the configuration and call ReloadConfig");
  }

  @Override
  public void listExperiments(
      ListExperimentsRequest in, StreamObserver<ListExperimentsResponse> observer) {
    refuse(observer, "ListExperiments is not part of this version; there are no experiments yet");
  }

  @Override
  public void putExperiment(PutExperimentRequest in, StreamObserver<Experiment> observer) {
    refuse(observer, "PutExperiment is not part of this version; there are no experiments yet");
  }

  @Override
  public void endExperiment(EndExperimentRequest in, StreamObserver<Experiment> observer) {
    refuse(observer, "EndExperiment is not part of this version; there are no experiments yet");
  }

  @Override
  public void setStrategy(SetStrategyRequest in, StreamObserver<GetStrategyResponse> observer) {
    refuse(
        observer,
        "SetStrategy is not part of this version; change the configuration and call ReloadConfig");
  }

  @Override
  public void runBenchmark(RunBenchmarkRequest in, StreamObserver<BenchmarkProgress> observer) {
    refuse(
        observer,
        "RunBenchmark is not part of this version; Stats has what was measured while serving");
  }

  private static <T extends MessageLite> void refuse(StreamObserver<T> observer, String message) {
    Reply.to(observer).fail(Statuses.notImplemented(message));
  }
}
