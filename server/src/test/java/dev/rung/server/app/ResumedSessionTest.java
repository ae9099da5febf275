package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.ErrorInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.v1.RouterGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that go on with a session of TLS that began while their certificate counted. */
@Timeout(120)
class ResumedSessionTest extends TlsCase {
  @BeforeEach
  void certifyClients() throws Exception {
    files.write("client", "build.example");
    files.write("other", "build.example");
    Files.copy(files.file("client.pem"), files.file("authorities.pem"));
  }

  /** A daemon that believes what "authorities.pem" holds. */
  private RunningDaemon daemon() {
    return RunningDaemon.with(
        files.table("client_ca_file = \"%s\"".formatted(files.file("authorities.pem")))
            + "[tenants.acme]\ncertificates = [\"build.example\"]\n");
  }

  @Test
  void aRequestOverHttpIsNotServedOnceTheAuthorityIsGone() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      int port = daemon.daemon().httpPort().orElseThrow();
      SSLContext kept = files.showing("server", "client");
      Spoken first = speak(kept, port);
      assertThat(first.reply()).startsWith("HTTP/1.1 200");
      assertThat(speak(kept, port)).isEqualTo(first);

      Files.copy(files.file("other.pem"), files.file("authorities.pem"), REPLACE_EXISTING);
      long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
      while (speak(files.showing("server", "client"), port).reply().startsWith("HTTP/1.1 200")
          && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      Spoken resumed = speak(kept, port);

      assertThat(resumed.reply()).doesNotContain("HTTP/1.1 200");
      assertThat(speak(files.showing("server", "other"), port).reply()).startsWith("HTTP/1.1 200");
    }
  }

  /** What a client was answered, in a session that began then. */
  private record Spoken(long session, String reply) {}

  /** Over TLS 1.2, whose sessions tell when they began. */
  private static Spoken speak(SSLContext context, int port) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", port)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      long began = socket.getSession().getCreationTime();
      socket
          .getOutputStream()
          .write("GET /v1/models HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(UTF_8));
      return new Spoken(began, new String(socket.getInputStream().readNBytes(15), UTF_8));
    } catch (SSLException | SocketException refused) {
      return new Spoken(0, "");
    }
  }

  @Test
  void aCallOverGrpcIsTurnedAwayOnceTheAuthorityIsGone() throws Exception {
    try (RunningDaemon daemon = daemon()) {
      int port = daemon.daemon().grpcPort();
      SslContext kept = files.resuming("server", "client");
      Called first = call(kept, port);
      assertThat(first.outcome()).isEqualTo("37.5");
      assertThat(call(kept, port)).isEqualTo(first);

      Files.copy(files.file("other.pem"), files.file("authorities.pem"), REPLACE_EXISTING);
      long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
      while (call(files.resuming("server", "client"), port).outcome().equals("37.5")
          && System.nanoTime() < end) {
        Thread.onSpinWait();
      }

      assertThat(call(kept, port)).isEqualTo(new Called(first.session(), "KEY_INVALID"));
      assertThat(call(files.resuming("server", "other"), port).outcome()).isEqualTo("37.5");
    }
  }

  /** What a call came to, an answer or a reason, in a session that began then. */
  private record Called(long session, String outcome) {}

  private static Called call(SslContext context, int port) {
    AtomicLong session = new AtomicLong();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", port)
            .sslContext(context)
            .intercept(new SessionSeen(session))
            .build();
    try {
      String answer =
          RouterGrpc.newBlockingStub(channel)
              .withDeadlineAfter(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .generate(SUM)
              .getText();
      return new Called(session.get(), answer);
    } catch (StatusRuntimeException refused) {
      String reason =
          Errors.detail(refused, ErrorInfo.class)
              .map(ErrorInfo::getReason)
              .orElse(refused.getStatus().getCode().name());
      return new Called(session.get(), reason);
    } finally {
      channel.shutdownNow();
    }
  }

  /** Notes when the session of a call's connection began. */
  private record SessionSeen(AtomicLong began) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          super.start(
              new SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onClose(Status status, Metadata trailers) {
                  SSLSession session = getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
                  began.set(session == null ? 0 : session.getCreationTime());
                  super.onClose(status, trailers);
                }
              },
              headers);
        }
      };
    }
  }
}
