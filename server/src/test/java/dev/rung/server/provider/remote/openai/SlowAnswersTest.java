package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.OpenAiWire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers and errors that take their time, over real sockets. */
@Timeout(300)
class SlowAnswersTest extends OpenAiCase {
  @Test
  void handsOnADeltaBeforeTheNextOneIsThere() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.delta("a"));
      if (seen.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        exchange.write(OpenAiWire.delta("b") + OpenAiWire.finish("stop") + OpenAiWire.DONE);
      }
      exchange.finish();
    });
    ChunkSink counting =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) {
            sink.accept(chunk);
            seen.countDown();
          }

          @Override
          public boolean committed() {
            return true;
          }
        };

    provider.generate(Calls.streaming("Hi"), counting);

    assertThat(sink.text()).isEqualTo("ab");
  }

  @Test
  void readsAStreamThatComesByteByByte() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.writeSlowly(
          OpenAiWire.delta("grüße 😀") + OpenAiWire.finish("stop") + OpenAiWire.DONE,
          Duration.ZERO);
      exchange.finish();
    });

    provider.generate(Calls.streaming("Hi"), sink);

    assertThat(sink.text()).isEqualTo("grüße 😀");
  }

  @Test
  void startUpEventsAndCommentsAreNoFirstOutput() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.start());
      writeForEver(exchange, ": waiting\n\n");
    });

    assertEndsWithoutOutput(Calls.streaming("Hi"));
  }

  @Test
  void blankLinesBeforeAnAnswerInOnePieceAreNoOutput() throws Exception {
    server.reply(exchange -> {
      exchange.start(200, Map.of("content-type", "application/json"));
      writeForEver(exchange, "\r\n");
    });

    assertEndsWithoutOutput(Calls.unary("Hi"));
  }

  private void writeForEver(Exchange exchange, String piece)
      throws IOException, InterruptedException {
    while (true) {
      exchange.write(piece);
      exchange.pause(Duration.ofMillis(5), clock::pass);
    }
  }

  private void assertEndsWithoutOutput(Call call) throws Exception {
    ProviderException failure = failure(Calls.beginningWithin(Duration.ofMillis(150), clock, call));

    assertThat(failure.kind()).isEqualTo(FailureKind.TIMEOUT);
    assertThat(failure).hasMessageContaining("no output");
    server.awaitClientGone(BOUND);
  }

  /** Whoever reads on to the end has no time left for another model. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(300)
  void doesNotWaitForAnErrorBodyThatComesSlowlyOrNeverEnds(boolean dripping) throws Exception {
    Duration never = Duration.ofMinutes(10);
    provider.close();
    provider =
        remote.create(
            Calls.settings(
                ProviderKind.OPENAI,
                server.baseUrl(),
                new Timeouts(never, never, never),
                Integer.MAX_VALUE));
    server.reply(exchange -> {
      exchange.start(503, Map.of("content-type", "application/json", "retry-after", "7"));
      exchange.write("{\"error\":");
      while (dripping) {
        exchange.write(" ");
        exchange.pause(Duration.ofMillis(20), clock::pass);
      }
      exchange.hang(clock::pass);
    });
    Call call = Calls.within(never, clock, Calls.unary("Hi"));

    ProviderException failure = failure(call);

    assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    server.awaitClientGone(BOUND);
  }
}
