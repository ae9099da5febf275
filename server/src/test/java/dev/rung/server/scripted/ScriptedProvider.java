package dev.rung.server.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An HTTP/1.1 server on a free port of loopback that answers as told and remembers what it was
 * asked.
 *
 * <p>A request takes the first of these that there is: what {@link #at} says for its path, the next
 * {@link #reply} of the script, what {@link #otherwise} says, status 500. Safe for several threads.
 */
public final class ScriptedProvider implements AutoCloseable {
  private static final Duration STOP = Duration.ofMinutes(1);
  private static final Reply UNSCRIPTED =
      Replies.respond(500, OpenAiWire.error("test_error", "unscripted", "nothing is scripted"));

  private final ServerSocket listener;
  private final Thread acceptor;
  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final Map<String, Reply> byPath = new ConcurrentHashMap<>();
  private final AtomicReference<Reply> otherwise = new AtomicReference<>(UNSCRIPTED);
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final Map<Integer, Socket> open = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore gone = new Semaphore(0);

  private final boolean remembers;

  private ScriptedProvider(ServerSocket listener, boolean remembers) {
    this.listener = listener;
    this.remembers = remembers;
    this.acceptor = Thread.ofVirtual().unstarted(this::accept);
  }

  /** Listens at once. */
  public static ScriptedProvider start() {
    return start(0, true);
  }

  /**
   * Listens at once, for as long as it may be: keeps no requests, so {@link #requests} stays empty.
   *
   * @param port 0 for a free one
   * @throws UncheckedIOException where the port is taken
   */
  public static ScriptedProvider forgetful(int port) {
    return start(port, false);
  }

  private static ScriptedProvider start(int port, boolean remembers) {
    try {
      ServerSocket listener = new ServerSocket(port, 256, InetAddress.getLoopbackAddress());
      ScriptedProvider provider = new ScriptedProvider(listener, remembers);
      provider.acceptor.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the OpenAI dialect starts: ends in "/v1". */
  public URI baseUrl() {
    return URI.create(rootUrl() + "/v1");
  }

  /** The server itself, without path or trailing slash: what Ollama's dialect starts from. */
  public URI rootUrl() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Adds this to the script, for one request. */
  public ScriptedProvider reply(Reply reply) {
    script.add(reply);
    return this;
  }

  /** What every request gets for which the script has nothing. */
  public ScriptedProvider otherwise(Reply reply) {
    otherwise.set(reply);
    return this;
  }

  /** What every request to this path gets, such as "/api/tags". */
  public ScriptedProvider at(String path, Reply reply) {
    byPath.put(path, reply);
    return this;
  }

  public ScriptedProvider openAi(String... pieces) {
    return reply(Replies.openAi(pieces));
  }

  public ScriptedProvider ollama(String... pieces) {
    return reply(Replies.ollama(pieces));
  }

  public ScriptedProvider respond(int status, Map<String, String> headers, String body) {
    return reply(Replies.respond(status, headers, body));
  }

  public ScriptedProvider respond(int status, String body) {
    return reply(Replies.respond(status, body));
  }

  public ScriptedProvider hang() {
    return reply(Replies.hang());
  }

  public ScriptedProvider reset() {
    return reply(Replies.reset());
  }

  /** Every request so far, in the order of arrival. */
  public List<ReceivedRequest> requests() {
    return List.copyOf(requests);
  }

  public ReceivedRequest lastRequest() {
    return requests.getLast();
  }

  /** How many connections were opened so far. */
  public int connections() {
    return connections.get();
  }

  /** Waits for a request that no earlier call of this waited for. */
  public ScriptedProvider awaitRequest(Duration limit) throws InterruptedException {
    return await(arrived, limit, "no request came within ");
  }

  /** Waits for a client that hung up before it had its answer; each counts once. */
  public ScriptedProvider awaitClientGone(Duration limit) throws InterruptedException {
    return await(gone, limit, "no client hung up within ");
  }

  /** Waits until no connection is open any more. */
  public void awaitNoConnections(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    synchronized (open) {
      while (!open.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError(open.size() + " connections are still open after " + limit);
        }
        open.wait(left);
      }
    }
  }

  /** How many clients hung up early that no {@link #awaitClientGone} waited for. */
  public int clientsGone() {
    return gone.availablePermits();
  }

  /** Closes the connections that are open now, as a server does with idle ones; keeps listening. */
  public void closeConnections() throws IOException {
    for (Socket socket : open.values()) {
      socket.close();
    }
  }

  /** Nobody listens at the address any more when this returns. */
  @Override
  public void close() {
    try {
      listener.close();
      // A socket that a virtual thread waits on goes on listening until that thread has woken.
      if (!acceptor.join(STOP)) {
        throw new AssertionError("the scripted provider still listens after " + STOP);
      }
      closeConnections();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the scripted provider stops listening", e);
    }
  }

  Reply next(ReceivedRequest request) {
    if (remembers) {
      requests.add(request);
    }
    arrived.release();
    return Optional.ofNullable(byPath.get(request.path()))
        .or(() -> Optional.ofNullable(script.poll()))
        .orElseGet(otherwise::get);
  }

  void clientGone() {
    gone.release();
  }

  void connectionClosed(int number) {
    synchronized (open) {
      open.remove(number);
      open.notifyAll();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        int number = connections.incrementAndGet();
        open.put(number, socket);
        Thread.ofVirtual().start(new Connection(socket, number, this));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private ScriptedProvider await(Semaphore event, Duration limit, String complaint)
      throws InterruptedException {
    if (!event.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(complaint + limit + "; " + requests.size() + " requests so far");
    }
    return this;
  }
}
