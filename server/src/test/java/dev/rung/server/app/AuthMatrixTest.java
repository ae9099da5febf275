package dev.rung.server.app;

import static dev.rung.server.app.RawCall.ADMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.rung.server.tenant.jwt.Issuer;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.RevokeTenantKeyRequest;
import io.grpc.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of every service and every path of HTTP, with every kind of key. */
@Timeout(600)
class AuthMatrixTest {
  /** Scopes of which one lets a caller in; a call that is not named here is for operators. */
  private static final Map<String, Set<String>> NEEDS =
      Map.ofEntries(
          Map.entry("rung.v1.Router/Generate", Set.of("generate")),
          Map.entry("rung.v1.Router/GenerateStream", Set.of("generate")),
          Map.entry("rung.v1.Router/GenerateBatch", Set.of("generate")),
          Map.entry("rung.v1.Router/Route", Set.of("generate")),
          Map.entry("rung.v1.Router/Feedback", Set.of("generate")),
          Map.entry("rung.v1.Router/Stats", Set.of("stats", "admin")),
          Map.entry("rung.v1.Router/ResetStats", Set.of("stats", "admin")),
          Map.entry("rung.v1.Router/GetCosts", Set.of("stats", "admin")),
          Map.entry(
              "grpc.reflection.v1.ServerReflection/ServerReflectionInfo", Set.of("stats", "admin")),
          Map.entry(
              "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
              Set.of("stats", "admin")),
          Map.entry("grpc.health.v1.Health/Check", Set.of()),
          Map.entry("grpc.health.v1.Health/List", Set.of()),
          Map.entry("grpc.health.v1.Health/Watch", Set.of()));

  /** Requests over HTTP, and what they are answered with where they are let in. */
  private static final Map<String, Integer> PATHS =
      Map.of(
          "POST /v1/chat/completions", 200,
          "GET /v1/chat/completions", 405,
          "GET /v1/models", 200,
          "HEAD /v1/models", 200,
          "POST /v1/models", 405,
          "GET /v1/models/auto", 200,
          "GET /metrics", 200,
          "POST /metrics", 405,
          "GET /x", 404,
          "POST /x", 404);

  private static final String SUM =
      "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"What is 12.5 * 3?\"}]}";

  @TempDir private static Path folder;

  /** What is shown that no key stands behind, and what it is refused with. */
  private static final Map<String, String> REFUSED = new LinkedHashMap<>();

  /** Headers that show good keys, and their scopes. */
  private static final Map<String, Set<String>> GOOD = new LinkedHashMap<>();

  private static RunningDaemon daemon;

  @BeforeAll
  static void makeKeys() throws Exception {
    Issuer issuer = new Issuer();
    Path published = Files.writeString(folder.resolve("keys.json"), issuer.jwks());
    daemon =
        RunningDaemon.with(
            """
            [server]
            max_wrong_keys_per_minute = 0
            [tenants.off]
            enabled = false
            [auth.jwt]
            issuer = "%s"
            audience = "%s"
            jwks_file = "%s"
            """
                .formatted(Issuer.NAME, Issuer.AUDIENCE, published));
    Set<String> all = Set.of("generate", "stats", "admin");
    GOOD.put(bearer(create("one", Set.of("generate"), key -> {})), Set.of("generate"));
    GOOD.put(bearer(create("one", Set.of("stats"), key -> {})), Set.of("stats"));
    GOOD.put(bearer(create("two", Set.of("generate"), key -> {})), Set.of("generate"));
    CreateTenantKeyResponse known = create("one", Set.of("generate", "stats"), key -> {});
    String expired = bearer(known);
    create("one", Set.of("stats"), key -> key.setReplaces(known.getKeyId()).setOverlapSeconds(0));
    // The last calls without a key: they make the first one for operators.
    CreateTenantKeyResponse operators = create("one", Set.of("admin"), key -> {});
    daemon.show(bearer(operators));
    CreateTenantKeyResponse revoked = create("one", all, key -> {});
    daemon
        .admin()
        .revokeTenantKey(RevokeTenantKeyRequest.newBuilder().setKeyId(revoked.getKeyId()).build());
    GOOD.put(bearer(operators), Set.of("admin"));
    GOOD.put(bearer(create("one", all, key -> {})), all);
    String token = "Bearer " + issuer.es256(claims(600).claim("scope", "stats").build());
    GOOD.put(token, Set.of("stats"));
    awaitKeysOfTheIssuer(token);
    REFUSED.put("", "KEY_MISSING");
    REFUSED.put("Basic cnVuZzpydW5n", "KEY_MISSING");
    REFUSED.put("Bearer garbage", "KEY_INVALID");
    REFUSED.put("Bearer rung_" + "a".repeat(12) + "_" + "b".repeat(40), "KEY_INVALID");
    REFUSED.put(wrongSecret(bearer(operators)), "KEY_INVALID");
    REFUSED.put(bearer(revoked), "KEY_REVOKED");
    REFUSED.put(expired, "KEY_EXPIRED");
    REFUSED.put(bearer(create("off", all, key -> {})), "TENANT_DISABLED");
    REFUSED.put("Bearer " + issuer.es256(claims(-600).build()), "KEY_EXPIRED");
    REFUSED.put("Bearer " + new Issuer().es256(claims(600).build()), "KEY_INVALID");
  }

  /** Of a token that ends so many seconds from the daemon's now. */
  private static JWTClaimsSet.Builder claims(long seconds) {
    Instant now = RunningDaemon.now();
    return Issuer.claims()
        .issueTime(Date.from(now.minusSeconds(1_000)))
        .expirationTime(Date.from(now.plusSeconds(seconds)));
  }

  /** They are read while the daemon takes calls. */
  private static void awaitKeysOfTheIssuer(String token) throws Exception {
    long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
    while (send("GET /metrics", token).statusCode() == 503 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** How a call ends that is turned away for this reason. */
  private static String refusal(String reason) {
    return (reason.equals("TENANT_DISABLED") ? "PERMISSION_DENIED " : "UNAUTHENTICATED ") + reason;
  }

  private static CreateTenantKeyResponse create(
      String tenant, Set<String> scopes, Consumer<CreateTenantKeyRequest.Builder> more) {
    CreateTenantKeyRequest.Builder wanted =
        CreateTenantKeyRequest.newBuilder().setTenant(tenant).addAllScopes(scopes);
    more.accept(wanted);
    return daemon.admin().createTenantKey(wanted.build());
  }

  private static String bearer(CreateTenantKeyResponse key) {
    return "Bearer " + key.getKey();
  }

  private static String wrongSecret(String header) {
    char last = header.charAt(header.length() - 1);
    return header.substring(0, header.length() - 1) + (last == 'x' ? 'y' : 'x');
  }

  @AfterAll
  static void close() {
    daemon.close();
  }

  static Stream<Arguments> calls() {
    return Stream.concat(ports("router", daemon.channel()), ports("admin", daemon.adminChannel()));
  }

  /** As the port itself tells, so that no service and no call of one is forgotten. */
  private static Stream<Arguments> ports(String port, Channel channel) {
    return Reflected.calls(channel, daemon.shown()).stream().map(call -> Arguments.of(port, call));
  }

  @Test
  void everyPortTellsItsCalls() {
    assertThat(calls().map(call -> call.get()[0] + " " + call.get()[1]))
        .contains(
            "router rung.v1.Router/Generate",
            "router grpc.health.v1.Health/Watch",
            "router grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
            "admin rung.v1.Admin/CreateTenantKey",
            "admin grpc.health.v1.Health/Check")
        .doesNotContain("router rung.v1.Admin/CreateTenantKey", "admin rung.v1.Router/Generate");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("calls")
  void aCallIsMadeOnlyByWhoMayMakeIt(String port, String name) {
    Channel channel = port.equals("router") ? daemon.channel() : daemon.adminChannel();
    Set<String> needed =
        name.startsWith("rung.v1.Admin/")
            ? Set.of("admin")
            : NEEDS.getOrDefault(name, Set.of("no rule for it"));
    assertThat(needed).doesNotContain("no rule for it");

    REFUSED.forEach((header, reason) ->
        assertThat(RawCall.outcome(channel, name, header))
            .as("%s with %s", name, reason)
            .isEqualTo(needed.isEmpty() ? ADMITTED : refusal(reason)));
    GOOD.forEach((header, scopes) ->
        assertThat(RawCall.outcome(channel, name, header))
            .as("%s with %s", name, scopes)
            .isEqualTo(
                needed.isEmpty() || needed.stream().anyMatch(scopes::contains)
                    ? ADMITTED
                    : "PERMISSION_DENIED SCOPE_MISSING"));
  }

  static Stream<Arguments> paths() {
    return PATHS.entrySet().stream().map(path -> Arguments.of(path.getKey(), path.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("paths")
  void aPathIsAnsweredOnlyForWhoMayAsk(String request, int status) throws Exception {
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      HttpResponse<String> reply = send(request, refused.getKey());
      boolean unknown = refusal(refused.getValue()).startsWith("UNAUTHENTICATED");
      assertThat(reply.statusCode()).as(refused.getValue()).isEqualTo(unknown ? 401 : 403);
      assertThat(reply.headers().firstValue("www-authenticate"))
          .isEqualTo(unknown ? Optional.of("Bearer realm=\"rung\"") : Optional.empty());
      if (!request.startsWith("HEAD ")) {
        assertThat(reply.body()).contains("\"reason\":\"" + refused.getValue() + "\"");
      }
    }
    Set<String> needed =
        request.endsWith("/metrics") ? Set.of("stats", "admin") : Set.of("generate");
    for (Map.Entry<String, Set<String>> good : GOOD.entrySet()) {
      HttpResponse<String> reply = send(request, good.getKey());
      boolean may = needed.stream().anyMatch(good.getValue()::contains);
      assertThat(reply.statusCode()).as(good.getValue().toString()).isEqualTo(may ? status : 403);
    }
  }

  @Test
  void everyPathIsInTheMatrix() throws Exception {
    String all = bearer(create("one", Set.of("generate", "stats", "admin"), key -> {}));
    Matcher told = Pattern.compile("/[a-z][a-z0-9/]*").matcher(send("GET /x", all).body());

    assertThat(
            told.results()
                .map(MatchResult::group)
                .map(path -> path.endsWith("/") ? path + "auto" : path))
        .isSubsetOf(
            Stream.concat(PATHS.keySet().stream(), Stream.of("GET /healthz"))
                .map(request -> request.substring(request.indexOf(' ') + 1))
                .toList())
        .contains("/v1/chat/completions", "/metrics");
  }

  @Test
  void aKeyBesideAnotherIsRefusedAtEveryDoor() throws Exception {
    String good = GOOD.keySet().iterator().next();

    assertThat(RawCall.outcome(daemon.channel(), "rung.v1.Router/Generate", good, good))
        .isEqualTo("UNAUTHENTICATED KEY_INVALID");
    HttpResponse<String> reply = send("GET /v1/models", good, "Bearer garbage");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("authorized_twice");
  }

  @Test
  void healthIsToldToEverybody() throws Exception {
    assertThat(send("GET /healthz", "Bearer garbage").statusCode()).isEqualTo(200);
  }

  /**
   * @param what method and path
   */
  private static HttpResponse<String> send(String what, String... headers)
      throws IOException, InterruptedException {
    int port = daemon.daemon().httpPort().orElseThrow();
    String method = what.substring(0, what.indexOf(' '));
    String path = what.substring(what.indexOf(' ') + 1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("content-type", "application/json")
            .method(
                method,
                method.equals("POST")
                    ? HttpRequest.BodyPublishers.ofString(SUM)
                    : HttpRequest.BodyPublishers.noBody());
    for (String header : headers) {
      if (!header.isEmpty()) {
        request.header("authorization", header);
      }
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
