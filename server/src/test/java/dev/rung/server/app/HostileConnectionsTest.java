package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.GenerateRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients do over sockets to keep others from being served; and others are served. */
@Timeout(600)
class HostileConnectionsTest {
  private static final int MANY = 200;
  private static final GenerateRequest SUM =
      GenerateRequest.newBuilder().setPrompt("What is 12.5 * 3?").build();

  private static void assertServes(RunningDaemon daemon) {
    assertThat(daemon.router().withWaitForReady().generate(SUM).getText()).isEqualTo("37.5");
  }

  @Test
  void connectionsThatSayNothingOrLittleAreClosedWhileOthersAreServed() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nhandshake_timeout = \"2s\"\n")) {
      List<RawHttp2> connections = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        RawHttp2 slow = new RawHttp2(daemon.daemon().grpcPort());
        connections.add(slow);
        slow.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".substring(0, i % 24).getBytes(US_ASCII));
      }
      assertServes(daemon);

      for (RawHttp2 slow : connections) {
        assertThat(slow.isCutOff()).isTrue();
        slow.close();
      }
      assertServes(daemon);
    }
  }

  @Test
  void connectionsBeyondTheMostAreClosedWhileThoseThatStandAreServed() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nmax_grpc_connections = 3\n")) {
      assertServes(daemon);
      RawHttp2 second = new RawHttp2(daemon.daemon().grpcPort());
      second.begin();
      RawHttp2 third = new RawHttp2(daemon.daemon().grpcPort());
      third.begin();

      try (RawHttp2 beyond = new RawHttp2(daemon.daemon().grpcPort())) {
        assertThat(beyond.isClosed()).isTrue();
      }
      assertServes(daemon);
      second.close();
      third.close();
    }
  }

  @Test
  void whoResetsStreamsAsFastAsTheyBeginLosesTheConnection() throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nmax_resets_per_second = 100\n")) {
      assertServes(daemon);
      AtomicInteger sent = new AtomicInteger();
      try (RawHttp2 attacker = new RawHttp2(daemon.daemon().grpcPort())) {
        attacker.begin();
        Thread attack = Thread.ofVirtual().start(() -> reset(attacker, sent));

        assertThat(attacker.isToldOrCutOff()).isTrue();
        attack.join();
        assertThat(sent.get()).isGreaterThan(100);
      }
      assertServes(daemon);
    }
  }

  /** Until the server has had enough. */
  private static void reset(RawHttp2 attacker, AtomicInteger sent) {
    try {
      for (int stream = 1; stream < 1_000_000; stream += 2) {
        attacker.send(RawHttp2.callAndReset(stream, "/rung.v1.Router/Generate"));
        sent.incrementAndGet();
      }
    } catch (IOException enough) {
      assertThat(enough).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void bodiesThatComeByteByByteAreRefusedWhileOthersAreServed() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nhttp_patience = \"2s\"\n")) {
      List<Socket> connections = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        Socket slow =
            new Socket(InetAddress.getLoopbackAddress(), daemon.daemon().httpPort().orElseThrow());
        slow.setSoTimeout((int) RunningDaemon.PATIENCE.toMillis());
        slow.getOutputStream()
            .write("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nx".getBytes(US_ASCII));
        connections.add(slow);
      }
      assertServes(daemon);

      for (Socket slow : connections) {
        String reply = new String(slow.getInputStream().readAllBytes(), US_ASCII);
        assertThat(reply).startsWith("HTTP/1.1 408");
        slow.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"settings", "ping", "priority", "empty data", "of no kind"})
  void whoFloodsWithFramesThatBringNothingLosesTheConnection(String kind) throws Exception {
    try (RunningDaemon daemon = RunningDaemon.with("");
        RawHttp2 attacker = new RawHttp2(daemon.daemon().grpcPort())) {
      attacker.begin();
      attacker.send(RawHttp2.call(1, "/rung.v1.Router/Generate"));
      Thread attack = Thread.ofVirtual().start(() -> flood(attacker, RawHttp2.empty(kind)));

      assertThat(attacker.isCutOff()).isTrue();
      attack.join();
      assertServes(daemon);
    }
  }

  /** Until the server has had enough. */
  private static void flood(RawHttp2 attacker, byte[] frame) {
    try {
      byte[] many = ByteBuffer.allocate(frame.length * 1_000).array();
      for (int at = 0; at < many.length; at += frame.length) {
        System.arraycopy(frame, 0, many, at, frame.length);
      }
      for (int i = 0; i < 10_000; i++) {
        attacker.send(many);
      }
    } catch (IOException enough) {
      assertThat(enough).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void messagesThatNeverComeAreNotWaitedForWhileOthersAreServed() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.with("[server]\nhttp_patience = \"2s\"\n")) {
      try (RawHttp2 slow = new RawHttp2(daemon.daemon().grpcPort())) {
        slow.begin();
        slow.send(RawHttp2.call(1, "/rung.v1.Router/Generate"));
        slow.send(RawHttp2.call(3, "/rung.v1.Router/Generate"));
        slow.send(RawHttp2.beginningOfAMessage(3));
        slow.send(RawHttp2.call(5, "/grpc.health.v1.Health/Watch"));
        assertServes(daemon);

        assertThat(slow.endedStreams(3)).containsExactlyInAnyOrder(1, 3, 5);
      }
      assertServes(daemon);
    }
  }

  @Test
  void longBodiesOfWhoMayNotAskAreNotRead() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.with("[auth]\nrequired = true\n")) {
      int port = daemon.daemon().httpPort().orElseThrow();
      List<Socket> connections = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port);
        stranger.setSoTimeout((int) RunningDaemon.PATIENCE.toMillis());
        stranger
            .getOutputStream()
            .write(
                "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\ncontent-length: 16000000\r\n\r\n"
                    .getBytes(US_ASCII));
        stranger.getOutputStream().write(new byte[100_000]);
        connections.add(stranger);
      }

      for (Socket stranger : connections) {
        byte[] begin = stranger.getInputStream().readNBytes(12);
        assertThat(new String(begin, US_ASCII)).isEqualTo("HTTP/1.1 401");
        stranger.close();
      }
    }
  }
}
