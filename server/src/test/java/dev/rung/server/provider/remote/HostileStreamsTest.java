package dev.rung.server.provider.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Provider;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.scripted.AnthropicWire;
import dev.rung.server.scripted.GeminiWire;
import dev.rung.server.scripted.OllamaWire;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ResponsesWire;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.time.FakeClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a stream of any dialect does, over real sockets. */
@Timeout(300)
class HostileStreamsTest {
  private static final Duration BOUND = Duration.ofMinutes(1);

  private final ScriptedProvider server = ScriptedProvider.start();
  private final FakeClock clock = new FakeClock();
  private final RemoteProviders remote = RemoteProviders.start(InstantSource.system(), clock);
  private final CollectingSink sink = new CollectingSink();

  /** The dialects that stream JSON: in server-sent events, Ollama in lines. */
  enum Dialect {
    OPENAI(ProviderKind.OPENAI, "test-model") {
      @Override
      String text(String text) {
        return OpenAiWire.delta(text);
      }

      @Override
      String around(String text) {
        return OpenAiWire.start() + text + OpenAiWire.finish("stop") + OpenAiWire.DONE;
      }
    },
    RESPONSES(ProviderKind.OPENAI, "gpt-5-pro") {
      @Override
      String text(String text) {
        return ResponsesWire.delta(text);
      }

      @Override
      String around(String text) {
        return ResponsesWire.created()
            + ResponsesWire.messageBegins()
            + text
            + ResponsesWire.completed("", 1);
      }
    },
    OLLAMA(ProviderKind.OLLAMA, "test-model") {
      @Override
      String text(String text) {
        return OllamaWire.delta(text);
      }

      @Override
      String around(String text) {
        return text + OllamaWire.done("stop", 1, 1);
      }

      @Override
      String broken() {
        return "{\"message\":\n";
      }
    },
    ANTHROPIC(ProviderKind.ANTHROPIC, "test-model") {
      @Override
      String text(String text) {
        return AnthropicWire.text(0, text);
      }

      @Override
      String around(String text) {
        return AnthropicWire.start(1, 0, 0)
            + AnthropicWire.textBlock(0)
            + text
            + AnthropicWire.end("end_turn", 1)
            + AnthropicWire.STOP;
      }
    },
    GEMINI(ProviderKind.GEMINI, "test-model") {
      @Override
      String text(String text) {
        return GeminiWire.text(text, 1);
      }

      @Override
      String around(String text) {
        return text + GeminiWire.finish("STOP", 1);
      }
    };

    private final ProviderKind kind;
    private final String model;

    Dialect(ProviderKind kind, String model) {
      this.kind = kind;
      this.model = model;
    }

    abstract String text(String text);

    abstract String around(String text);

    /** An event that is no JSON. */
    String broken() {
      return "data: {\"a\":\n\n";
    }
  }

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void readsByteByByte(Dialect dialect) throws Exception {
    String all = dialect.around(dialect.text("grüße 😀") + dialect.text("!"));
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.writeSlowly(all, Duration.ZERO);
      exchange.finish();
    });

    generate(dialect);

    assertThat(sink.text()).isEqualTo("grüße 😀!");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OLLAMA")
  void readsAnyLineEndAndPassesOverComments(Dialect dialect) throws Exception {
    String all = ": hello\n\n" + dialect.around(dialect.text("a") + ":\n\n" + dialect.text("b"));
    String plain = all.replace("\r\n", "\n");
    server
        .reply(Replies.events(plain.replace("\n", "\r\n")))
        .reply(Replies.events(plain.replace("\n", "\r")))
        .reply(Replies.events("\uFEFF" + plain));

    generate(dialect);
    generate(dialect);
    generate(dialect);

    assertThat(sink.text()).isEqualTo("ababab");
  }

  @ParameterizedTest
  @EnumSource
  void replacesBytesThatAreNotUtf8(Dialect dialect) throws Exception {
    byte[] all = dialect.around(dialect.text("a~b")).getBytes(UTF_8);
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] == '~' ? (byte) 0xFF : all[i];
    }
    assertThat(new String(all, ISO_8859_1)).contains("a\u00FFb");
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(all);
      exchange.finish();
    });

    generate(dialect);

    assertThat(sink.text()).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @EnumSource
  void refusesMalformedJsonPagesAndNothing(Dialect dialect) {
    server
        .reply(Replies.events(dialect.broken()))
        .reply(Replies.respond(200, Map.of("Content-Type", "text/html"), "<html>no</html>"))
        .reply(Replies.respond(200, Map.of("Content-Type", "text/event-stream"), ""))
        .reply(Replies.events(dialect.around("")));

    for (int i = 0; i < 4; i++) {
      assertThat(failure(dialect).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    }
    assertThat(sink.chunks()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refusesATokenOf100MegabytesBeforeItsEnd(Dialect dialect) throws Exception {
    String event = dialect.text("~");
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(event.substring(0, event.indexOf('~')));
      String megabyte = "x".repeat(1 << 20);
      for (int i = 0; i < 100; i++) {
        exchange.write(megabyte);
      }
      exchange.write(event.substring(event.indexOf('~') + 1));
      exchange.finish();
    });

    assertThat(failure(dialect).kind()).isEqualTo(FailureKind.BAD_RESPONSE);

    server.awaitClientGone(BOUND);
    assertThat(sink.chunks()).isEmpty();
  }

  private void generate(Dialect dialect) throws Exception {
    try (Provider provider =
        remote.create(
            Calls.settings(dialect.kind, server.baseUrl(), Timeouts.DEFAULT, Integer.MAX_VALUE))) {
      provider.generate(Calls.to(dialect.model, Calls.streaming("Hi")), sink);
    }
  }

  private ProviderException failure(Dialect dialect) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> generate(dialect));
    assertThat(failure).isNotNull();
    return failure;
  }
}
