package dev.rung.server.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import dev.rung.v1.Attempt;
import dev.rung.v1.RoutingDecision;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
  private static final Address ADDRESS = new Address("127.0.0.1", 50051);

  @Test
  void namesTheFieldsAtFault() {
    FieldViolation field =
        FieldViolation.newBuilder()
            .setField("temperature")
            .setDescription("must be 0 to 2, not 9")
            .build();

    Problem problem =
        problem(
            Code.INVALID_ARGUMENT,
            "the request is not valid",
            ErrorInfo.newBuilder().setReason("INVALID_REQUEST").setDomain("rung").build(),
            BadRequest.newBuilder().addFieldViolations(field).build());

    assertThat(problem.text())
        .isEqualTo(
            "the request is not valid [INVALID_REQUEST]\n  temperature must be 0 to 2, not 9");
    assertThat(problem.exitCode()).isEqualTo(2);
  }

  @Test
  void doesNotRepeatWhatTheMessageSays() {
    FieldViolation field =
        FieldViolation.newBuilder().setField("stop").setDescription("has 17 entries").build();

    Problem problem =
        problem(
            Code.INVALID_ARGUMENT,
            "invalid request: stop has 17 entries",
            BadRequest.newBuilder().addFieldViolations(field).build());

    assertThat(problem.text()).isEqualTo("invalid request: stop has 17 entries");
  }

  @Test
  void listsWhatWasTried() {
    Problem problem =
        problem(
            Code.UNAVAILABLE,
            "no model answered",
            RoutingDecision.newBuilder()
                .addAttempts(Attempt.newBuilder().setModel("gpt-4o").setError("overloaded"))
                .build());

    assertThat(problem.text()).isEqualTo("no model answered\n  tried gpt-4o: overloaded");
  }

  @Test
  void saysWhenToTryAgainAndWhatIsUsedUp() {
    Problem problem =
        problem(
            Code.RESOURCE_EXHAUSTED,
            "the budget is used up",
            QuotaFailure.newBuilder()
                .addViolations(
                    QuotaFailure.Violation.newBuilder()
                        .setSubject("global/daily")
                        .setDescription("$0 left"))
                .build(),
            RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(12_500)).build());

    assertThat(problem.text())
        .isEqualTo("the budget is used up\n  global/daily: $0 left\n  try again in 12.5 s");
    assertThat(problem.exitCode()).isEqualTo(1);
  }

  @Test
  void passesOverDetailsThatItCannotRead() {
    Any broken =
        Any.pack(ErrorInfo.getDefaultInstance()).toBuilder()
            .setValue(com.google.protobuf.ByteString.copyFromUtf8("\u0001broken"))
            .build();

    Problem problem = problem(Code.INTERNAL, "failed", broken);

    assertThat(problem.text()).isEqualTo("failed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNAVAILABLE | no daemon answers at 127.0.0.1:50051: start one with 'rung serve' or add --in-process; where one listens elsewhere, add --address, and with TLS --tls",
        "UNIMPLEMENTED | what listens at 127.0.0.1:50051 does not know this call: is it Rung, in this version, and the right one of its ports?",
        "CANCELLED | cancelled",
        "INTERNAL | what listens at 127.0.0.1:50051 does not speak gRPC as Rung does (io): is it the right port?",
        "UNKNOWN | UNKNOWN: io",
      })
  void explainsAStatusWithoutDetails(Status.Code code, String text) {
    StatusRuntimeException failure = code.toStatus().withDescription("io").asRuntimeException();

    assertThat(Problem.of(failure, ADDRESS)).isEqualTo(new Problem(text, 1));
  }

  @Test
  void tellsTlsThatIsNotTrustedFromADaemonThatIsNotThere() {
    Exception handshake = new IOException(new SSLHandshakeException("unable to find path"));
    StatusRuntimeException failure =
        Status.UNAVAILABLE.withDescription("io").withCause(handshake).asRuntimeException();

    assertThat(Problem.of(failure, ADDRESS).text())
        .startsWith("the certificate of 127.0.0.1:50051 is not trusted")
        .contains("--ca-file");
  }

  @Test
  void saysWhereAKeyIsPut() {
    Problem problem =
        problem(
            Code.UNAUTHENTICATED,
            "a key is needed",
            ErrorInfo.newBuilder().setReason("KEY_MISSING").setDomain("rung").build());

    assertThat(problem.text())
        .isEqualTo(
            "a key is needed [KEY_MISSING]\n"
                + "  put it into RUNG_API_KEY, or name its variable: --api-key-env");
  }

  private static Problem problem(Code code, String message, Message... details) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder().setCode(code.getNumber()).setMessage(message);
    for (Message detail : details) {
      status.addDetails(detail instanceof Any any ? any : Any.pack(detail));
    }
    return Problem.of(StatusProto.toStatusRuntimeException(status.build()), ADDRESS);
  }
}
