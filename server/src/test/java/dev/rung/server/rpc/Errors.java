package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Errors as a client decodes them. */
public final class Errors {
  private Errors() {}

  public static StatusRuntimeException of(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  /** What a call ends with, once it has. */
  public static StatusRuntimeException ofFuture(Future<?> call) {
    return of(() -> {
      try {
        call.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        throw Objects.requireNonNull(failed.getCause());
      }
    });
  }

  public static Code code(StatusRuntimeException error) {
    return error.getStatus().getCode();
  }

  public static ErrorInfo info(StatusRuntimeException error) {
    return detail(error, ErrorInfo.class).orElseThrow();
  }

  public static List<String> fields(StatusRuntimeException error) {
    return detail(error, BadRequest.class).orElseThrow().getFieldViolationsList().stream()
        .map(FieldViolation::getField)
        .toList();
  }

  public static <T extends Message> Optional<T> detail(
      StatusRuntimeException error, Class<T> type) {
    com.google.rpc.Status status = Objects.requireNonNull(StatusProto.fromThrowable(error));
    return status.getDetailsList().stream()
        .filter(any -> any.is(type))
        .map(any -> unpack(any, type))
        .findFirst();
  }

  private static <T extends Message> T unpack(Any any, Class<T> type) {
    try {
      return any.unpack(type);
    } catch (InvalidProtocolBufferException broken) {
      throw new AssertionError(broken);
    }
  }
}
