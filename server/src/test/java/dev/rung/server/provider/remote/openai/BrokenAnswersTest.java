package dev.rung.server.provider.remote.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.Calls;
import dev.rung.server.provider.remote.OtherThread;
import dev.rung.server.scripted.Dialect;
import dev.rung.server.scripted.Fault;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that break off, and callers who do, over real sockets. */
@Timeout(300)
class BrokenAnswersTest extends OpenAiCase {
  @Test
  void failsAfterPartOfAnAnswerWhateverTheWay() {
    server
        .reply(Replies.openAiCut("a"))
        .reply(Replies.openAiWithoutEnd("b"))
        .reply(Replies.openAiErrorAfter(OpenAiWire.error("overloaded_error", "", "busy"), "c"));

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);
    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.OVERLOADED);
    assertThat(sink.text()).isEqualTo("abc");
  }

  @Test
  void knowsHowLongAnAnswerInOnePieceIsThatBreaksOrIsNonsense() {
    String[] pieces = {"many words that were made and are billed"};
    server
        .reply(Fault.SHORT_BODY.of(Dialect.OPENAI, pieces))
        .reply(Fault.MALFORMED_JSON.of(Dialect.OPENAI, pieces))
        .reply(Fault.PAGE_UNDER_OK.of(Dialect.OPENAI, pieces))
        .reply(Fault.ERROR_UNDER_OK.of(Dialect.OPENAI, pieces));

    ProviderException broken = failure(Calls.unary("Hi"));
    ProviderException nonsense = failure(Calls.unary("Hi"));
    ProviderException page = failure(Calls.unary("Hi"));
    ProviderException error = failure(Calls.unary("Hi"));

    assertThat(broken.unread()).isEqualTo(OpenAiWire.unary(pieces).length());
    assertThat(nonsense.unread()).isPositive();
    assertThat(page.unread()).isZero();
    assertThat(error.unread()).isZero();
  }

  @Test
  void acceptsAnAnswerWhoseConnectionBreaksAfterTheFinishReason() throws Exception {
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write(OpenAiWire.delta("a") + OpenAiWire.finish("stop"));
      exchange.cut();
    });

    provider.generate(Calls.streaming("Hi"), sink);

    assertThat(sink.text()).isEqualTo("a");
  }

  @Test
  void closesTheConnectionWhenTheCallerIsGone() throws Exception {
    server.reply(Replies.openAiStalled("a", "b"));
    ChunkSink gone =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) throws CallerGoneException {
            throw new CallerGoneException("hung up");
          }

          @Override
          public boolean committed() {
            return false;
          }
        };

    assertThatThrownBy(() -> provider.generate(Calls.streaming("Hi"), gone))
        .isInstanceOf(CallerGoneException.class);

    server.awaitClientGone(BOUND);
  }

  @Test
  void closesTheConnectionWhenItsThreadIsInterruptedAmidTheStream() throws Exception {
    server.reply(Replies.openAiStalled("a"));
    CountDownLatch first = new CountDownLatch(1);
    ChunkSink counting =
        new ChunkSink() {
          @Override
          public void accept(Chunk chunk) {
            first.countDown();
          }

          @Override
          public boolean committed() {
            return true;
          }
        };
    OtherThread caller = OtherThread.does(() -> provider.generate(Calls.streaming("Hi"), counting));
    assertThat(first.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)).isTrue();

    caller.interrupt();

    server.awaitClientGone(BOUND);
    assertThat(caller.thrown(BOUND)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void refusesATokenOf100MegabytesLongBeforeItsEnd() throws Exception {
    provider.close();
    provider =
        remote.create(
            Calls.settings(
                ProviderKind.OPENAI, server.baseUrl(), Timeouts.DEFAULT, Integer.MAX_VALUE));
    server.reply(exchange -> {
      exchange.startEvents();
      exchange.write("data: {\"choices\":[{\"delta\":{\"content\":\"");
      String megabyte = "x".repeat(1 << 20);
      for (int i = 0; i < 100; i++) {
        exchange.write(megabyte);
      }
      exchange.write("\"}}]}\n\n");
      exchange.finish();
    });

    assertThat(failure(Calls.streaming("Hi")).kind()).isEqualTo(FailureKind.BAD_RESPONSE);

    server.awaitClientGone(BOUND);
    assertThat(sink.chunks()).isEmpty();
  }

  @Test
  void callsInFlightFailWhenTheProviderIsClosed() throws Exception {
    server.hang();
    OtherThread caller = OtherThread.does(() -> provider.generate(Calls.unary("Hi"), sink));
    server.awaitRequest(BOUND);

    provider.close();

    assertThat(caller.thrown(BOUND))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    server.awaitClientGone(BOUND);
  }
}
