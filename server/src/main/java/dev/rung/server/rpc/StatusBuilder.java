package dev.rung.server.rpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.rung.server.call.Violation;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Refusal.Quota;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts one google.rpc.Status together and keeps it small: clients refuse trailers above 8 KiB, and
 * the status goes there twice, its message percent-encoded and the whole of it in base64.
 */
final class StatusBuilder {
  private static final String DOMAIN = "rung";
  private static final int MAX_MESSAGE = 1_000;
  private static final int MAX_STATUS_BYTES = 4_400;
  private static final int MAX_VIOLATIONS_BYTES = 2_000;
  private static final int MAX_TEXT = 300;

  /** Of the Any around a decision: its type's name and the lengths. */
  private static final int ANY_BYTES = 64;

  private final Status.Builder status = Status.newBuilder();
  private final ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain(DOMAIN);
  private Optional<Decision> decision = Optional.empty();

  StatusBuilder(Code code, String message) {
    status.setCode(code.getNumber()).setMessage(Cut.encoded(message, MAX_MESSAGE));
  }

  StatusBuilder errorInfo(String reason) {
    info.setReason(reason);
    return this;
  }

  StatusBuilder metadata(String key, String value) {
    info.putMetadata(key, Cut.encoded(value, MAX_TEXT));
    return this;
  }

  /** As many as fit; the message counts the others. */
  StatusBuilder violations(List<Violation> violations) {
    BadRequest.Builder bad = BadRequest.newBuilder();
    int left = MAX_VIOLATIONS_BYTES;
    for (Violation violation : violations) {
      FieldViolation field =
          FieldViolation.newBuilder()
              .setField(Cut.encoded(violation.field(), MAX_TEXT))
              .setDescription(Cut.encoded(violation.rule(), MAX_TEXT))
              .build();
      left -= field.getSerializedSize();
      if (left < 0) {
        break;
      }
      bad.addFieldViolations(field);
    }
    int unnamed = violations.size() - bad.getFieldViolationsCount();
    if (unnamed > 0) {
      info.putMetadata("more_violations", Integer.toString(unnamed));
    }
    return detail(bad.build());
  }

  StatusBuilder retryInfo(Duration pause) {
    return detail(
        RetryInfo.newBuilder()
            .setRetryDelay(
                com.google.protobuf.Duration.newBuilder()
                    .setSeconds(pause.getSeconds())
                    .setNanos(pause.getNano()))
            .build());
  }

  /** For people as a detail of its own, for programs among the metadata. */
  StatusBuilder quotaFailure(Quota quota) {
    String left = quota.left().map(money -> money + " left").orElse("not enough left");
    String renews = quota.renews().map(at -> ", renews at " + at).orElse("");
    metadata("budget", quota.scope());
    quota.left().ifPresent(money -> metadata("left_nanos", Long.toString(money.nanos())));
    quota.renews().ifPresent(at -> metadata("renews_at", at.toString()));
    return detail(
        QuotaFailure.newBuilder()
            .addViolations(
                QuotaFailure.Violation.newBuilder()
                    .setSubject(Cut.encoded(quota.scope(), MAX_TEXT))
                    .setDescription(left + renews))
            .build());
  }

  /** Added last, as far as there is room. */
  StatusBuilder decision(Decision behind) {
    this.decision = Optional.of(behind);
    return this;
  }

  private StatusBuilder detail(Message detail) {
    status.addDetails(Any.pack(detail));
    return this;
  }

  StatusRuntimeException build() {
    status.addDetails(0, Any.pack(info.build()));
    int left = MAX_STATUS_BYTES - status.build().getSerializedSize() - ANY_BYTES;
    decision
        .flatMap(behind -> DecisionCut.within(DecisionWriter.write(behind), left))
        .ifPresent(this::detail);
    return StatusProto.toStatusRuntimeException(status.build());
  }
}
