package dev.rung.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.GenerateRequest;
import dev.rung.v1.Message;
import dev.rung.v1.Role;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Requests with one field wrong. */
final class Wrong {
  static final int UNKNOWN = 99;

  private Wrong() {}

  /** The field, what is wrong with it, and how a good request becomes that one. */
  static Arguments wrong(String field, String what, UnaryOperator<GenerateRequest.Builder> change) {
    return Arguments.arguments(field, what, change);
  }

  static Arguments conversation(String field, String what, Message.Builder... messages) {
    return wrong(
        field,
        what,
        request -> {
          request.clearPrompt();
          Stream.of(messages).forEach(request::addMessages);
          return request;
        });
  }

  static Message.Builder user(String content) {
    return Message.newBuilder().setRole(Role.USER).setContent(content);
  }

  static Map<String, String> pairs(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> "key" + i, i -> "value"));
  }

  /** INVALID_ARGUMENT, naming the field and no other, and the engine untouched. */
  static void assertNamed(Rig rig, String field, UnaryOperator<GenerateRequest.Builder> change) {
    GenerateRequest request = change.apply(GenerateRequest.newBuilder().setPrompt("hello")).build();

    StatusRuntimeException error = Errors.of(() -> rig.router().generate(request));

    assertThat(Errors.code(error)).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(Errors.fields(error)).containsExactly(field);
    assertThat(Errors.info(error).getReason()).isEqualTo("INVALID_REQUEST");
    assertThat(Errors.info(error).getDomain()).isEqualTo("rung");
    assertThat(error.getStatus().getDescription()).contains(field);
    assertThat(rig.engine.asked()).isEmpty();
  }
}
