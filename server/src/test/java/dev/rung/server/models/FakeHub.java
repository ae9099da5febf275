package dev.rung.server.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.config.HubId;
import dev.rung.server.scripted.Exchange;
import dev.rung.server.scripted.ReceivedRequest;
import dev.rung.server.scripted.Reply;
import dev.rung.server.scripted.ScriptedProvider;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A hub with one repository, and the store that it redirects to for large files: two servers on
 * loopback that behave like Hugging Face's. What a test scripts for either comes first.
 */
public final class FakeHub implements AutoCloseable {
  public static final HubId ID = new HubId("acme", "small-phi");
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  public static final String TOKEN = "hf_verySecretToken";

  private static final String STORE_ETAG = "\"store-1\"";

  private final ScriptedProvider hub = ScriptedProvider.start();
  private final ScriptedProvider store = ScriptedProvider.start();
  private final Map<String, byte[]> small = new LinkedHashMap<>();
  private final Map<String, byte[]> large = new LinkedHashMap<>();

  /** What the list of files says of sizes and checksums. */
  volatile boolean describesFiles = true;

  /** Whether heads say anything of sizes and checksums. */
  volatile boolean describesHeads = true;

  /** Added to every size that the list says. */
  volatile int sizeLie;

  public FakeHub() {
    hub.otherwise(this::answer);
    store.otherwise(this::serve);
  }

  /** A file that the hub keeps in git. */
  public FakeHub with(String name, String content) {
    small.put(name, content.getBytes(UTF_8));
    return this;
  }

  /** A file that the hub keeps in its store. */
  public FakeHub withLarge(String name, byte[] content) {
    large.put(name, content);
    return this;
  }

  public byte[] content(String name) {
    return Optional.ofNullable(large.get(name))
        .or(() -> Optional.ofNullable(small.get(name)))
        .orElseThrow();
  }

  public URI endpoint() {
    return hub.rootUrl();
  }

  /** The hub itself, for scripts and to see what it was asked. */
  public ScriptedProvider hub() {
    return hub;
  }

  /** The store, under another host. */
  public ScriptedProvider store() {
    return store;
  }

  /** The start of a large file, and then the connection is cut. */
  public Reply cutAfter(int bytes) {
    return exchange -> {
      byte[] content = stored(exchange);
      int from = rangeStart(exchange.request());
      int length = content.length - from;
      exchange.begin(
          from == 0 ? 200 : 206,
          rangeHeaders(content, from),
          content,
          from,
          length,
          Math.min(bytes, length));
      exchange.cut();
    };
  }

  /** The start of a large file, and then nothing more. */
  public Reply stallAfter(int bytes) {
    return exchange -> {
      byte[] content = stored(exchange);
      exchange.begin(200, Map.of("ETag", STORE_ETAG), content, 0, content.length, bytes);
      exchange.hang();
    };
  }

  /** All of a large file, whatever part is asked for. */
  Reply whole() {
    return exchange -> {
      byte[] content = stored(exchange);
      exchange.respond(200, Map.of("ETag", STORE_ETAG), content, 0, content.length);
    };
  }

  public void serve(Exchange exchange) throws IOException {
    byte[] content = stored(exchange);
    int from = rangeStart(exchange.request());
    if (from >= content.length && from > 0) {
      exchange.respond(416, Map.of("Content-Range", "bytes */" + content.length), "");
      return;
    }
    exchange.respond(
        from == 0 ? 200 : 206, rangeHeaders(content, from), content, from, content.length - from);
  }

  private static Map<String, String> rangeHeaders(byte[] content, int from) {
    return from == 0
        ? Map.of("ETag", STORE_ETAG)
        : Map.of(
            "ETag",
            STORE_ETAG,
            "Content-Range",
            "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
  }

  static int rangeStart(ReceivedRequest request) {
    return request
        .header("Range")
        .map(range -> Integer.parseInt(range.substring("bytes=".length(), range.length() - 1)))
        .orElse(0);
  }

  private byte[] stored(Exchange exchange) {
    String path = exchange.request().path();
    String name = path.substring("/store/".length(), path.indexOf('?'));
    return Optional.ofNullable(large.get(name)).orElseThrow();
  }

  private void answer(Exchange exchange) throws IOException {
    String path = exchange.request().path();
    String resolve = "/" + ID + "/resolve/";
    if (path.startsWith("/api/models/" + ID + "/revision/")) {
      exchange.respond(200, Map.of("Content-Type", "application/json"), listing());
    } else if (path.startsWith(resolve + COMMIT + "/")) {
      resolve(exchange, path.substring(path.lastIndexOf('/') + 1));
    } else {
      exchange.respond(404, Map.of("X-Error-Code", "RepoNotFound"), "{\"error\":\"not found\"}");
    }
  }

  private void resolve(Exchange exchange, String name) throws IOException {
    byte[] inGit = small.get(name);
    if (inGit != null) {
      Map<String, String> headers = new LinkedHashMap<>(Map.of("X-Repo-Commit", COMMIT));
      if (describesHeads) {
        headers.put("ETag", "\"" + gitId(inGit) + "\"");
      }
      exchange.respond(200, headers, inGit, 0, inGit.length);
      return;
    }
    byte[] content = Optional.ofNullable(large.get(name)).orElseThrow();
    Map<String, String> headers = new LinkedHashMap<>(Map.of("X-Repo-Commit", COMMIT));
    headers.put("Location", store.rootUrl() + "/store/" + name + "?signature=a%2Fb");
    if (describesHeads) {
      headers.put("X-Linked-Etag", "\"" + sha256(content) + "\"");
      headers.put("X-Linked-Size", Integer.toString(content.length));
    }
    exchange.respond(302, headers, "");
  }

  /** What the hub answers to the question for its files. */
  String listing() {
    String siblings =
        java.util.stream.Stream.concat(
                small.entrySet().stream().map(e -> sibling(e, false)),
                large.entrySet().stream().map(e -> sibling(e, true)))
            .collect(Collectors.joining(","));
    return "{\"id\":\""
        + ID
        + "\",\"sha\":\""
        + COMMIT
        + "\",\"gated\":false,\"siblings\":["
        + siblings
        + "]}";
  }

  private String sibling(Map.Entry<String, byte[]> file, boolean inStore) {
    String name =
        "{\"rfilename\":\"" + file.getKey().replace("\\", "\\\\").replace("\0", "\\u0000") + "\"";
    if (!describesFiles) {
      return name + "}";
    }
    byte[] content = file.getValue();
    int size = content.length + sizeLie;
    String common = name + ",\"size\":" + size;
    return inStore
        ? common
            + ",\"blobId\":\""
            + gitId("a pointer".getBytes(UTF_8))
            + "\",\"lfs\":{\"sha256\":\""
            + sha256(content)
            + "\",\"size\":"
            + size
            + ",\"pointerSize\":135}}"
        : common + ",\"blobId\":\"" + gitId(content) + "\"}";
  }

  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(content));
  }

  static String gitId(byte[] content) {
    MessageDigest digest = digest("SHA-1");
    digest.update(("blob " + content.length + "\0").getBytes(UTF_8));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bytes that no two positions of share a pattern. */
  public static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  public static byte[] changed(byte[] content) {
    byte[] changed = Arrays.copyOf(content, content.length);
    changed[changed.length / 2] ^= 1;
    return changed;
  }

  @Override
  public void close() {
    hub.close();
    store.close();
  }
}
