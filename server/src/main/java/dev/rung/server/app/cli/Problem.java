package dev.rung.server.app.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import dev.rung.v1.RoutingDecision;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * A failed call as a person reads it: what happened, then what to do, a line each.
 *
 * @param exitCode what the program ends with
 */
record Problem(String text, int exitCode) {
  private static final String KEY_MISSING = "KEY_MISSING";

  static Problem of(StatusRuntimeException failure, Address address) {
    List<String> lines = new ArrayList<>();
    com.google.rpc.Status status = StatusProto.fromThrowable(failure);
    List<Any> details = status == null ? List.of() : status.getDetailsList();
    Status.Code code = failure.getStatus().getCode();
    String what =
        details.isEmpty() ? plain(failure.getStatus(), address) : message(failure, details);
    lines.add(what);
    details.stream().flatMap(detail -> advice(detail, what).stream()).forEach(lines::add);
    return new Problem(String.join("\n  ", lines), exitCode(code));
  }

  private static int exitCode(Status.Code code) {
    return code == Status.Code.INVALID_ARGUMENT ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static String message(StatusRuntimeException failure, List<Any> details) {
    String description = Optional.ofNullable(failure.getStatus().getDescription()).orElse("failed");
    return details.stream()
        .flatMap(detail -> unpacked(detail, ErrorInfo.class).stream())
        .findFirst()
        .map(info -> description + " [" + info.getReason() + "]")
        .orElse(description);
  }

  /** A status without details comes from the transport, or from a server that is not Rung. */
  private static String plain(Status status, Address address) {
    if (isSecrecyRefused(status)) {
      return "the certificate of "
          + address
          + " is not trusted, or it wants one of yours: name its authority with --ca-file, and yours"
          + " with --cert-file and --key-file";
    }
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          "no daemon answers at "
              + address
              + ": start one with 'rung serve' or add --in-process;"
              + " where one listens elsewhere, add --address, and with TLS --tls";
      case DEADLINE_EXCEEDED -> "no answer in time: allow more with --timeout";
      case UNIMPLEMENTED ->
          "what listens at "
              + address
              + " does not know this call: is it Rung, in this version, and the right one of its ports?";
      case INTERNAL ->
          "what listens at "
              + address
              + " does not speak gRPC as Rung does ("
              + Optional.ofNullable(status.getDescription()).orElse("INTERNAL")
              + "): is it the right port?";
      case CANCELLED -> "cancelled";
      default ->
          status.getCode()
              + Optional.ofNullable(status.getDescription()).map(": "::concat).orElse("");
    };
  }

  private static boolean isSecrecyRefused(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private static List<String> advice(Any detail, String said) {
    List<String> lines = new ArrayList<>();
    unpacked(detail, ErrorInfo.class)
        .filter(info -> info.getReason().equals(KEY_MISSING))
        .ifPresent(_ -> lines.add("put it into RUNG_API_KEY, or name its variable: --api-key-env"));
    unpacked(detail, BadRequest.class)
        .ifPresent(bad ->
            bad.getFieldViolationsList().stream()
                .filter(field -> !said.contains(field.getDescription()))
                .forEach(field -> lines.add(field.getField() + " " + field.getDescription())));
    unpacked(detail, QuotaFailure.class)
        .ifPresent(quota ->
            quota
                .getViolationsList()
                .forEach(line -> lines.add(line.getSubject() + ": " + line.getDescription())));
    unpacked(detail, RoutingDecision.class)
        .ifPresent(decision ->
            decision
                .getAttemptsList()
                .forEach(attempt ->
                    lines.add("tried " + attempt.getModel() + ": " + attempt.getError())));
    unpacked(detail, RetryInfo.class)
        .ifPresent(retry -> {
          double millis = Durations.toNanos(retry.getRetryDelay()) / 1e6;
          lines.add("try again in " + Show.time(millis));
        });
    return lines;
  }

  private static <T extends Message> Optional<T> unpacked(Any detail, Class<T> type) {
    try {
      return detail.is(type) ? Optional.of(detail.unpack(type)) : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
