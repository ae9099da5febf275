package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.ErrorInfo;
import dev.rung.server.rpc.Errors;
import dev.rung.v1.AdminGrpc;
import dev.rung.v1.GetStrategyRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon whose ports are encrypted, from its clients' side. */
@Timeout(120)
class EncryptionTest extends TlsCase {
  private static String sum(ManagedChannel channel) {
    return RouterGrpc.newBlockingStub(channel)
        .withDeadlineAfter(RunningDaemon.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .generate(SUM)
        .getText();
  }

  @Test
  void everyPortIsEncrypted() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(files.table(""))) {
      ManagedChannel router = files.trusting(daemon.daemon().grpcPort(), "server");
      ManagedChannel admin = files.trusting(daemon.daemon().adminPort(), "server");
      try (HttpClient http = HttpClient.newBuilder().sslContext(files.trusting("server")).build()) {
        int port = daemon.daemon().httpPort().orElseThrow();
        HttpResponse<String> reply =
            http.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v1/models"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(sum(router)).isEqualTo("37.5");
        assertThat(
                AdminGrpc.newBlockingStub(admin)
                    .getStrategy(GetStrategyRequest.getDefaultInstance())
                    .getRoutingEnabled())
            .isTrue();
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> daemon.router().generate(SUM))
            .isInstanceOf(StatusRuntimeException.class);
      } finally {
        router.shutdownNow();
        admin.shutdownNow();
      }
    }
  }

  @Test
  void commandsSpeakTlsToo() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(files.table(""))) {
      Said said =
          types(
              "stats",
              "--address",
              "localhost:" + daemon.daemon().grpcPort(),
              "--ca-file",
              files.file("server.pem").toString());

      assertThat(said.code).as(said.text).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rung.example", "*.rung.example"})
  void commandsKnowTheCertificateOfTheSettingsByWhateverName(String name) throws Exception {
    files.write("server", name);
    try (RunningDaemon daemon = RunningDaemon.with(files.table(""))) {
      Path settings = files.file("found.toml");
      Files.writeString(settings, files.table("") + addressOf(daemon));

      Said said = types("stats", "--config", settings.toString());

      assertThat(said.code).as(said.text).isZero();
    }
  }

  @Test
  void commandsCallNobodyWhoShowsAnotherCertificateThanThatOfTheSettings() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(files.table(""))) {
      files.write("other", "localhost");
      Path settings = files.file("found.toml");
      Files.writeString(
          settings,
          files.table("").replace("server.pem", "other.pem").replace("server.key", "other.key")
              + addressOf(daemon));

      Said said = types("stats", "--config", settings.toString());

      assertThat(said.code).isEqualTo(1);
      assertThat(said.text).contains("certificate");
    }
  }

  private static String addressOf(RunningDaemon daemon) {
    return "[server]\ngrpc_address = \"127.0.0.1:" + daemon.daemon().grpcPort() + "\"\n";
  }

  /** What a command came to. */
  private record Said(int code, String text) {}

  private static Said types(String... arguments) {
    Typed typed = Typed.in(Map.of(), arguments);
    return new Said(typed.code(), typed.out() + typed.err());
  }

  @Test
  void aNewCertificateIsShownWhileConnectionsStay() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(files.table(""))) {
      ManagedChannel early = files.trusting(daemon.daemon().grpcPort(), "server");
      assertThat(sum(early)).isEqualTo("37.5");

      Certificate next = files.write("server", "localhost").certificate();

      int port = daemon.daemon().httpPort().orElseThrow();
      SSLContext both = files.trusting("server");
      long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
      while (!shows(both, port, next) && System.nanoTime() < end) {
        assertThat(sum(early)).isEqualTo("37.5");
      }
      assertThat(shows(both, port, next)).isTrue();
      assertThat(sum(early)).isEqualTo("37.5");
      early.shutdownNow();
    }
  }

  private static boolean shows(SSLContext trusting, int port, Certificate wanted)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket("localhost", port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0].equals(wanted);
    } catch (SSLException stillTheOld) {
      return false;
    }
  }

  @Test
  void oldProtocolsAndWeakCiphersAreRefused() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with(files.table(""))) {
      for (int port :
          new int[] {daemon.daemon().grpcPort(), daemon.daemon().httpPort().orElseThrow()}) {
        SSLSocket socket =
            (SSLSocket) files.trusting("server").getSocketFactory().createSocket("localhost", port);
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});

        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        socket.close();
      }
    }
  }

  @Test
  void aClientWithoutACertificateIsTurnedAwayWhereOneIsRequired() throws Exception {
    files.write("client", "build.example");
    String more =
        "client_ca_file = \"%s\"\nclient_auth = \"require\"".formatted(files.file("client.pem"));
    try (RunningDaemon daemon = RunningDaemon.with(files.table(more))) {
      ManagedChannel without = files.trusting(daemon.daemon().grpcPort(), "server");
      ManagedChannel with = files.showing(daemon.daemon().grpcPort(), "server", "client");

      assertThatThrownBy(() -> sum(without)).isInstanceOf(StatusRuntimeException.class);
      assertThat(sum(with)).isEqualTo("37.5");
      without.shutdownNow();
      with.shutdownNow();
    }
  }

  @Test
  void aCertificateStandsForATenant() throws Exception {
    files.write("client", "build.example");
    String configuration =
        files.table("client_ca_file = \"%s\"".formatted(files.file("client.pem")))
            + "[tenants.acme]\nenabled = false\ncertificates = [\"build.example\"]\n";
    try (RunningDaemon daemon = RunningDaemon.with(configuration)) {
      ManagedChannel without = files.trusting(daemon.daemon().grpcPort(), "server");
      ManagedChannel with = files.showing(daemon.daemon().grpcPort(), "server", "client");

      assertThat(reason(without)).isEqualTo("KEY_MISSING");
      assertThat(reason(with)).isEqualTo("TENANT_DISABLED");
      assertThat(overHttp(daemon, "client")).contains("TENANT_DISABLED");
      without.shutdownNow();
      with.shutdownNow();
    }
  }

  private static String reason(ManagedChannel channel) {
    return Errors.detail(Errors.of(() -> sum(channel)), ErrorInfo.class).orElseThrow().getReason();
  }

  private String overHttp(RunningDaemon daemon, String own) throws Exception {
    int port = daemon.daemon().httpPort().orElseThrow();
    try (HttpClient http =
        HttpClient.newBuilder().sslContext(files.showing("server", own)).build()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v1/models"))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
