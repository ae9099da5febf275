package dev.rung.server.app;

import dev.rung.server.scripted.Dialect;
import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.Fault;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A provider that fails a share of its requests, each in one of all ways, and answers the others
 * with text that follows from the prompt and its own name.
 */
final class ChaosProvider implements Reply, AutoCloseable {
  private static final Pattern CASE = Pattern.compile("case ([0-9]+) of");
  private static final int PIECES = 6;

  private final ScriptedProvider server = ScriptedProvider.start();
  private final String name;
  private final Dialect dialect;
  private final double share;
  private final Random random;
  private final Map<Integer, AtomicInteger> received = new ConcurrentHashMap<>();
  private final Map<Fault, AtomicInteger> faults = new ConcurrentHashMap<>();

  /**
   * Starts one.
   *
   * @param share of the requests that fail, 0 to 1
   */
  ChaosProvider(String name, Dialect dialect, double share, long seed) {
    this.name = name;
    this.dialect = dialect;
    this.share = share;
    this.random = new Random(seed ^ name.hashCode());
    server.otherwise(this);
  }

  ScriptedProvider server() {
    return server;
  }

  String name() {
    return name;
  }

  /** From now on answers all requests, but none before so many are there at once. */
  void hold(int together) {
    CountDownLatch arrived = new CountDownLatch(together);
    server.otherwise(exchange -> {
      arrived.countDown();
      arrived.await();
      dialect.answer("there").answer(exchange);
    });
  }

  /** From now on answers all requests. */
  void calm() {
    server.otherwise(dialect.answer("calm"));
  }

  /** Requests of this case that have arrived. */
  int received(int number) {
    AtomicInteger count = received.get(number);
    return count == null ? 0 : count.get();
  }

  /** How often each fault was shown. */
  Map<Fault, AtomicInteger> faults() {
    return faults;
  }

  /** What the model of this name answers to a case, in pieces. */
  static String[] pieces(String name, int number) {
    int count = Math.floorMod(number, PIECES) + 1;
    String[] pieces = new String[count];
    for (int i = 0; i < count; i++) {
      pieces[i] = "%s says %d to case %d, é\uD83D\uDE80; ".formatted(name, i, number);
    }
    return pieces;
  }

  @Override
  public void answer(Exchange exchange) throws IOException, InterruptedException {
    ReceivedRequest request = exchange.request();
    Matcher found = CASE.matcher(request.body());
    if (!found.find()) {
      throw new AssertionError("a request without its case");
    }
    int number = Integer.parseInt(found.group(1));
    received.computeIfAbsent(number, key -> new AtomicInteger()).incrementAndGet();
    part(number, dialect.streams(request)).answer(exchange);
  }

  private Reply part(int number, boolean streams) {
    String[] pieces = pieces(name, number);
    Fault fault;
    int sent;
    synchronized (random) {
      if (random.nextDouble() >= share) {
        return dialect.answer(pieces);
      }
      Fault[] all = Fault.passing().toArray(Fault[]::new);
      do {
        fault = all[random.nextInt(all.length)];
      } while (fault.inStream() && !streams);
      sent = fault.inStream() ? random.nextInt(pieces.length) : pieces.length;
    }
    faults.computeIfAbsent(fault, key -> new AtomicInteger()).incrementAndGet();
    return fault.of(dialect, Arrays.copyOf(pieces, sent));
  }

  @Override
  public void close() {
    server.close();
  }
}
