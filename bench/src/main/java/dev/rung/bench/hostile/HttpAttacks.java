package dev.rung.bench.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rung.bench.hostile.Attack.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What can be done with HTTP/1.1. */
final class HttpAttacks {
  private static final String CHAT = "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\n";
  private static final String JSON = "content-type: application/json\r\n";
  private static final String QUESTION =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"What is 12.5 * 3?\"}]}";
  private static final int CREW = 4;
  private static final int LINES = 1_000;
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int PIECE = 64 * 1024;

  private HttpAttacks() {}

  static List<Attack> all() {
    return List.of(
        new Attack("connections that send nothing", Door.HTTP, 1, siege -> crowd(siege, "", "")),
        new Attack(
            "heads that come a byte a second",
            Door.HTTP,
            1,
            siege -> crowd(siege, CHAT, "x-more: aaaaaaaaaaaaaaaaaaaaaaaaaa")),
        new Attack(
            "bodies that come a byte a second",
            Door.HTTP,
            1,
            siege -> crowd(siege, CHAT + JSON + "content-length: 100\r\n\r\n", " ".repeat(60))),
        new Attack(
            "bodies of 16 MiB that lack their last byte", Door.HTTP, CREW, HttpAttacks::bodies),
        new Attack(
            "requests one after the other, answers unread",
            Door.HTTP,
            CREW,
            siege -> flood(siege, request())),
        new Attack(
            "paths without end",
            Door.HTTP,
            CREW,
            siege -> flood(siege, "GET /aaaaaaaa", "aaaaaaaa")),
        new Attack(
            "headers without end",
            Door.HTTP,
            CREW,
            siege -> flood(siege, "GET /healthz HTTP/1.1\r\nhost: localhost\r\n", "x-y: z\r\n")),
        new Attack(
            "chunks of one byte with long extensions",
            Door.HTTP,
            CREW,
            siege ->
                flood(
                    siege,
                    CHAT + JSON + "transfer-encoding: chunked\r\n\r\n",
                    "1;" + "e".repeat(4_000) + "\r\n \r\n")),
        new Attack(
            "brackets in brackets",
            Door.HTTP,
            CREW,
            siege -> flood(siege, post("[".repeat(200_000)))));
  }

  private static String request() {
    return post(QUESTION);
  }

  private static String post(String body) {
    return CHAT + JSON + "content-length: " + body.length() + "\r\n\r\n" + body;
  }

  private static void crowd(Siege siege, String first, String slowly)
      throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    try {
      for (int i = 0; i < LINES && !siege.isOver(); i++) {
        Line line = siege.line();
        line.send(first.getBytes(US_ASCII));
        lines.add(line);
      }
      for (int at = 0; !siege.isOver(); at++) {
        Thread.sleep(1_000);
        if (at < slowly.length()) {
          for (Line line : lines) {
            line.send(new byte[] {(byte) slowly.charAt(at)});
            siege.sent();
          }
        }
      }
    } finally {
      lines.forEach(Line::close);
    }
  }

  private static void bodies(Siege siege) throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    byte[] piece = " ".repeat(PIECE).getBytes(US_ASCII);
    try {
      for (int i = 0; i < 16; i++) {
        Line line = siege.line();
        lines.add(line);
        line.read();
        line.send((CHAT + JSON + "content-length: " + LARGEST + "\r\n\r\n").getBytes(US_ASCII));
      }
      for (int sent = 0; sent + PIECE < LARGEST && !siege.isOver(); sent += PIECE) {
        for (Line line : lines) {
          if (!line.isClosed()) {
            try {
              line.send(piece);
              siege.sent();
            } catch (IOException refused) {
              line.close();
            }
          }
        }
      }
      while (!siege.isOver() && lines.stream().anyMatch(line -> !line.isClosed())) {
        Thread.sleep(20);
      }
    } finally {
      lines.forEach(Line::close);
    }
  }

  private static void flood(Siege siege, String first, String more) throws IOException {
    try (Line line = siege.line()) {
      line.send(first.getBytes(US_ASCII));
      flood(siege, line, more);
    }
  }

  private static void flood(Siege siege, String again) throws IOException {
    try (Line line = siege.line()) {
      flood(siege, line, again);
    }
  }

  private static void flood(Siege siege, Line line, String again) throws IOException {
    byte[] many = again.repeat(Math.max(1, PIECE / again.length())).getBytes(US_ASCII);
    while (!siege.isOver()) {
      line.send(many);
      siege.sent();
    }
  }
}
