package dev.rung.server.models.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.config.HubId;
import dev.rung.server.config.HubSettings;
import dev.rung.server.generate.Deadline;
import dev.rung.server.models.hub.HubRequests.Response;
import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.KeySet;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.ProviderKind;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.Transport;
import dev.rung.server.provider.remote.wire.HttpCall.Method;
import dev.rung.server.provider.remote.wire.HttpClients;
import dev.rung.server.provider.remote.wire.HttpHeader;
import dev.rung.server.provider.remote.wire.ProviderHttp;
import dev.rung.server.provider.remote.wire.Slice;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A hub. Close it to close its connections. Safe for several threads.
 *
 * <p>Paths are those of Hugging Face's Hub API: {@code /api/models/ID/revision/REVISION} and {@code
 * /ID/resolve/COMMIT/FILE}, which answers with the file or redirects to where it is stored.
 */
public final class Hub implements AutoCloseable {
  /** Patient with a slow start; a download that stands still for longer is begun anew. */
  public static final Timeouts USUAL =
      new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));

  private static final Duration QUESTION_LIMIT = Duration.ofMinutes(2);
  private static final Duration FILE_LIMIT = Duration.ofDays(7);
  private static final int LONGEST_LISTING = 16_000_000;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;
  private static final int REDIRECT = 300;
  private static final int ERROR = 400;

  /** Without this, sizes would be those of compressed bytes. */
  private static final HttpHeader UNCOMPRESSED = new HttpHeader("Accept-Encoding", "identity");

  private final Route route;
  private final ProviderHttp http;
  private final HubRequests requests;
  private final Refusals refusals;
  private final LongSupplier nanoTime;

  /**
   * Opens no connection yet.
   *
   * @param loopbackOnly whether nothing beyond this machine may be reached
   * @param clients stays the caller's
   * @param nanoTime {@link System#nanoTime()} or a test's own
   */
  public Hub(
      HubSettings settings,
      boolean loopbackOnly,
      HttpClients clients,
      Timeouts timeouts,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.route = new Route(Hosts.literal(settings.endpoint()), loopbackOnly);
    this.http =
        clients.open(
            new ProviderSettings(
                route.name(),
                ProviderKind.HUGGINGFACE,
                route.endpoint(),
                KeySet.NONE,
                Optional.empty(),
                timeouts,
                Long.MAX_VALUE,
                new Transport(settings.proxies(), List.of(), Transport.DEFAULT_MAX_CONNECTIONS)));
    this.requests = new HubRequests(route, settings.token(), http);
    this.refusals = new Refusals(route, settings.token().isPresent() && route.isPrivate(), clock);
    this.nanoTime = nanoTime;
  }

  /** As messages name it, such as "huggingface.co". */
  public String name() {
    return route.name();
  }

  /** Whether a token may be sent there: over https, or to this machine. */
  public boolean isPrivate() {
    return route.isPrivate();
  }

  /**
   * What a repository holds.
   *
   * @param revision a branch, a tag or a commit
   */
  public Listing list(HubId id, String revision) throws HubException, InterruptedException {
    URI uri = uri("/api/models/" + id + "/revision/" + encoded(revision) + "?blobs=true");
    try (Response response = send(Method.GET, uri, List.of(), QUESTION_LIMIT)) {
      if (response.exchange().status() != OK) {
        throw refusals.of(response, id, revision, "");
      }
      return read(response, revision);
    }
  }

  private Listing read(Response response, String revision)
      throws HubException, InterruptedException {
    Slice json = all(response);
    if (json.length() > LONGEST_LISTING) {
      throw HubException.lasting(route.name() + " lists too many files");
    }
    try {
      return ListingReader.read(json, revision);
    } catch (IOException malformed) {
      throw HubException.lasting(
          route.name()
              + " answered with something that is no list of files: is HF_ENDPOINT right?");
    }
  }

  private static Slice all(Response response) throws HubException, InterruptedException {
    try {
      return response.exchange().readAll(LONGEST_LISTING + 1);
    } catch (ProviderException failure) {
      throw HubRequests.failed(failure);
    }
  }

  /**
   * Size and checksum of one file, from the head of a response: what {@link #list} leaves out on
   * hubs that know no more.
   */
  public RemoteFile inspect(HubId id, String commit, String file)
      throws HubException, InterruptedException {
    URI uri = uri("/" + id + "/resolve/" + encoded(commit) + "/" + encoded(file));
    Deadline deadline = Deadline.after(QUESTION_LIMIT, nanoTime);
    try (Response response =
        requests.send(
            Method.HEAD, uri, List.of(UNCOMPRESSED), deadline, FileHead::describesLargeFile)) {
      int status = response.exchange().status();
      if (status != OK && (status < REDIRECT || status >= ERROR)) {
        throw refusals.of(response, id, commit, file);
      }
      return FileHead.read(response.exchange(), file);
    }
  }

  /**
   * Opens a file from an offset on; the caller closes the body.
   *
   * @param validator the ETag that the bytes before the offset came under: where the file has
   *     another one now, its whole comes instead
   */
  public FileBody open(
      HubId id, String commit, String file, long offset, Optional<String> validator)
      throws HubException, InterruptedException {
    URI uri = uri("/" + id + "/resolve/" + encoded(commit) + "/" + encoded(file));
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(UNCOMPRESSED);
    if (offset > 0) {
      headers.add(new HttpHeader("Range", "bytes=" + offset + "-"));
      validator.ifPresent(etag -> headers.add(new HttpHeader("If-Range", etag)));
    }
    Response response = send(Method.GET, uri, headers, FILE_LIMIT);
    int status = response.exchange().status();
    boolean usable =
        status == OK || (offset > 0 && (status == PARTIAL || status == NOT_SATISFIABLE));
    if (!usable) {
      try (response) {
        throw refusals.of(response, id, commit, file);
      }
    }
    return new FileBody(response.exchange());
  }

  private Response send(Method method, URI uri, List<HttpHeader> headers, Duration limit)
      throws HubException, InterruptedException {
    return requests.send(method, uri, headers, Deadline.after(limit, nanoTime), redirect -> false);
  }

  private URI uri(String path) {
    return URI.create(route.endpoint() + path);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
