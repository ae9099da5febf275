package dev.rung.server.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rung.server.peer.Room;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.EventExecutorGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What no client over a socket can bring about in time. */
class ExchangesTest {
  private static final WireSettings SETTINGS =
      new WireSettings(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          1024,
          1024,
          1024,
          1,
          1,
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Optional.empty());

  /** Hands the reply on to whoever waits for it. */
  private record Asking(CompletableFuture<WebReply> asked) implements Endpoint {
    @Override
    public void answer(WebRequest request, WebReply reply) {
      asked.complete(reply);
    }

    @Override
    public Optional<Consumer<WebReply>> turnsAway(WebRequest head) {
      return Optional.empty();
    }

    @Override
    public void refuse(Unreadable why, WebReply reply) {
      asked.completeExceptionally(new AssertionError(why.message()));
    }
  }

  @Test
  @SuppressWarnings("deprecation") // No other executor ends before its channel does.
  void aReplyAfterTheEndOfItsEventLoopIsOneToAClientWhoIsGone() throws Exception {
    EventExecutorGroup loop = new DefaultEventExecutorGroup(1);
    CompletableFuture<WebReply> asked = new CompletableFuture<>();
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(loop, new Exchanges(SETTINGS, new Room(1024), new Asking(asked)));
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER);
    request.headers().set(HttpHeaderNames.HOST, "localhost");
    channel.writeInbound(request);
    WebReply reply = asked.get(1, TimeUnit.MINUTES);

    assertThat(loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(1, TimeUnit.MINUTES)).isTrue();

    assertThatCode(() -> reply.whole(200, Map.of(), new byte[0])).doesNotThrowAnyException();
  }
}
