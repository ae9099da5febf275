package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.time.Eventually;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** A provider that keeps a bill of its own, by request and by whom it is for. */
final class BillingProvider implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Long> byRequest = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> byWhom = new ConcurrentHashMap<>();
  private final Queue<Thread> serving = new ConcurrentLinkedQueue<>();

  /** The ports of callers. */
  private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();

  private volatile String hour = "";

  BillingProvider() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** What comes from now on belongs to this hour. */
  void hour(String name) {
    hour = name;
  }

  Map<String, Long> byRequest() {
    return byRequest;
  }

  /** Under names as the ledger's budgets have them. */
  long billed(String whom) {
    return byWhom.getOrDefault(whom, new LongAdder()).sum();
  }

  /** Waits until everything is billed that its callers sent before they ended. */
  void awaitGone() throws IOException, InterruptedException {
    awaitAccepted();
    for (Thread serving : serving) {
      assertThat(serving.join(Duration.ofMinutes(1))).isTrue();
    }
    serving.clear();
  }

  /** Callers are accepted in the order in which they came: once this one is, all before it are. */
  private void awaitAccepted() throws IOException {
    accepted.clear();
    try (Socket last = new Socket(server.getInetAddress(), port())) {
      Eventually.until("every caller is accepted", () -> accepted.contains(last.getLocalPort()));
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        serving.add(Thread.ofVirtual().start(() -> serve(caller)));
        accepted.add(caller.getPort());
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      caller.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(caller.getInputStream());
      DataOutputStream out = new DataOutputStream(caller.getOutputStream());
      while (true) {
        bill(in.readUTF(), in.readUTF(), in.readUTF(), in.readLong());
        out.writeByte(1);
        out.flush();
      }
    } catch (IOException killed) {
      // Its process was killed.
    }
  }

  private void bill(String request, String tenant, String model, long nanos) {
    byRequest.merge(request, nanos, Long::sum);
    for (String whose : new String[] {"global", "tenant:" + tenant, "model:" + model}) {
      add(whose + "/total", nanos);
      add(whose + "/hourly@" + hour, nanos);
    }
  }

  private void add(String whom, long nanos) {
    byWhom.computeIfAbsent(whom, _ -> new LongAdder()).add(nanos);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
