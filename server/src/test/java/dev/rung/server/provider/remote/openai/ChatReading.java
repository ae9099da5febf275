package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.provider.Completion;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.CollectingSink;
import dev.rung.server.provider.remote.wire.CannedExchange;
import dev.rung.server.provider.remote.wire.FailureTable;
import dev.rung.server.provider.remote.wire.Failures;
import dev.rung.server.provider.remote.wire.HttpExchange;
import java.net.URI;
import java.time.InstantSource;

/** Reads responses as the provider does, and keeps what it hands on. */
final class ChatReading {
  private final ProviderSettings settings =
      Calls.settings(ProviderKind.OPENAI, URI.create("http://127.0.0.1:1/v1"));
  CollectingSink sink = new CollectingSink();

  Completion stream(String body) throws Exception {
    return read(CannedExchange.events(body));
  }

  Completion read(HttpExchange exchange) throws Exception {
    return read(exchange, true);
  }

  Completion read(HttpExchange exchange, boolean stream) throws Exception {
    Failures failures = new Failures(settings, FailureTable.COMMON, InstantSource.system());
    return new ChatResponse(
            exchange, stream ? Calls.streaming("Hi") : Calls.unary("Hi"), sink, failures)
        .read();
  }

  ProviderException failure(HttpExchange exchange) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, () -> read(exchange));
    assertThat(failure).isNotNull();
    return failure;
  }

  static String choice(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
  }

  static String tool(String call) {
    return choice("{\"tool_calls\":[" + call + "]}");
  }

  static String unary(String message, String finish, String usage) {
    return "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
        + message
        + "},\"finish_reason\":\""
        + finish
        + "\"}],\"usage\":"
        + usage
        + "}";
  }
}
