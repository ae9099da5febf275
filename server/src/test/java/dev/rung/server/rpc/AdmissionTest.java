package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.call.Gate;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.RouterGrpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Gate gate = new Gate();
  private final Admission admission = new Admission(gate);

  @Test
  void aCallIsInsideUntilItEnds() {
    ServerCall.Listener<GenerateRequest> call =
        admission.interceptCall(
            new SilentCall(), new Metadata(), (_, _) -> new ServerCall.Listener<>() {});
    assertThat(gate.inside()).isEqualTo(1);

    call.onCancel();

    assertThat(gate.inside()).isZero();
  }

  @Test
  void aCallWhoseStartFailsIsInsideNoMore() {
    assertThatThrownBy(() ->
            admission.interceptCall(
                new SilentCall(),
                new Metadata(),
                (_, _) -> {
                  throw new IllegalStateException("a bug");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(gate.inside()).isZero();
  }

  /** A call that nobody hears of. */
  private static final class SilentCall extends ServerCall<GenerateRequest, GenerateResponse> {
    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(GenerateResponse message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<GenerateRequest, GenerateResponse> getMethodDescriptor() {
      return RouterGrpc.getGenerateMethod();
    }
  }
}
