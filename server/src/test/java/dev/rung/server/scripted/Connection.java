package dev.rung.server.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Serves one client. One thread reads, also while a reply runs on another: that is how it knows
 * that the client hung up before it had its answer.
 */
final class Connection implements Runnable {
  private final Socket socket;
  private final int number;
  private final ScriptedProvider provider;

  Connection(Socket socket, int number, ScriptedProvider provider) {
    this.socket = socket;
    this.number = number;
    this.provider = provider;
  }

  @Override
  public void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      PushbackInputStream in =
          new PushbackInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
      Optional<ReceivedRequest> request = read(in);
      while (request.isPresent() && serve(request.get(), in)) {
        request = read(in);
      }
    } catch (IOException | InterruptedException closed) {
      // Either side closed it between two requests: nothing is owed to anybody.
      return;
    } finally {
      provider.connectionClosed(number);
    }
  }

  /** Whether the connection is still of use. */
  private boolean serve(ReceivedRequest request, PushbackInputStream in)
      throws IOException, InterruptedException {
    Exchange exchange = new Exchange(request, socket);
    Reply reply = provider.next(request);
    Thread replying = Thread.ofVirtual().start(() -> exchange.run(reply));
    int next = readOrEnd(in);
    if (next < 0) {
      if (!exchange.ended() && !socket.isClosed()) {
        provider.clientGone();
      }
      replying.interrupt();
      return false;
    }
    in.unread(next);
    replying.join();
    return true;
  }

  private static int readOrEnd(InputStream in) {
    try {
      return in.read();
    } catch (IOException resetOrClosed) {
      return -1;
    }
  }

  private Optional<ReceivedRequest> read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    String[] words = start.split(" ", -1);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body =
        "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
            ? chunked(in)
            : new String(in.readNBytes(length), UTF_8);
    return Optional.of(new ReceivedRequest(words[0], words[1], headers, body, number));
  }

  private static String chunked(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.write(in.readNBytes(size));
      line(in);
    }
    line(in);
    return body.toString(UTF_8);
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in).strip(), 16);
  }

  /** Up to the line's end; "" at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(ISO_8859_1);
  }
}
