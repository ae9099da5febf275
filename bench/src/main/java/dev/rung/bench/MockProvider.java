package dev.rung.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The cheapest OpenAI-compatible server there can be: it reads a request and sends canned bytes.
 * Paths with "/stream" are not needed: a body that holds {@code "stream":true} is answered in 32
 * events, each flushed on its own.
 */
public final class MockProvider {
  static final int TOKENS = 32;

  /** As the argument behind the port: whole answers are those of Anthropic. */
  static final String ANTHROPIC = "anthropic";

  private static final byte[] STREAM_FLAG = "\"stream\":true".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] UNARY = unary();
  static final byte[] STREAM_HEAD =
      ascii(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
  static final byte[] EVENT = chunk(event("{\"content\":\"word \"},\"finish_reason\":null"));
  static final byte[] END =
      ascii(
          new String(chunk(event("{},\"finish_reason\":\"stop\"")), StandardCharsets.ISO_8859_1)
              + new String(chunk(usage()), StandardCharsets.ISO_8859_1)
              + new String(chunk("data: [DONE]\n\n"), StandardCharsets.ISO_8859_1)
              + "0\r\n\r\n");

  private MockProvider() {}

  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    byte[] unary = arguments.length > 1 && arguments[1].equals(ANTHROPIC) ? message() : UNARY;
    try (ServerSocket server = new ServerSocket(port, 1_024, InetAddress.getLoopbackAddress())) {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket, unary));
      }
    }
  }

  private static void serve(Socket socket, byte[] unary) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      while (true) {
        int length = contentLength(in);
        if (length < 0) {
          return;
        }
        answer(out, contains(in.readNBytes(length), STREAM_FLAG), unary);
      }
    } catch (IOException e) {
      // The caller closed the connection: the end of every conversation.
      return;
    }
  }

  private static void answer(OutputStream out, boolean stream, byte[] unary) throws IOException {
    if (!stream) {
      out.write(unary);
      return;
    }
    out.write(STREAM_HEAD);
    for (int i = 0; i < TOKENS; i++) {
      out.write(EVENT);
    }
    out.write(END);
  }

  /** The length of the next request's body, or -1 at the end of the connection. */
  static int contentLength(InputStream in) throws IOException {
    int length = 0;
    while (true) {
      String line = line(in);
      if (line.isEmpty()) {
        return length;
      }
      if (line.equals("\0")) {
        return -1;
      }
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return "\0";
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static boolean contains(byte[] body, byte[] wanted) {
    for (int i = 0; i + wanted.length <= body.length; i++) {
      if (Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] unary() {
    String body =
        "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"mock\",\"choices\":[{"
            + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + "word ".repeat(TOKENS)
            + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,"
            + "\"completion_tokens\":32,\"total_tokens\":41}}";
    return response(body);
  }

  /** The same as Anthropic says it. */
  private static byte[] message() {
    return response(
        "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"mock\","
            + "\"content\":[{\"type\":\"text\",\"text\":\""
            + "word ".repeat(TOKENS)
            + "\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{"
            + "\"input_tokens\":9,\"cache_creation_input_tokens\":0,"
            + "\"cache_read_input_tokens\":0,\"output_tokens\":32}}");
  }

  private static byte[] response(String body) {
    return ascii(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static String event(String rest) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock\","
        + "\"choices\":[{\"index\":0,\"delta\":"
        + rest
        + "}]}\n\n";
  }

  private static String usage() {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock\","
        + "\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":32,"
        + "\"total_tokens\":41}}\n\n";
  }

  private static byte[] chunk(String text) {
    return ascii(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
