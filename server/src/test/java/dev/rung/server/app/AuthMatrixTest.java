package dev.rung.server.app;

import static dev.rung.server.app.RawCall.ADMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.RevokeTenantKeyRequest;
import io.grpc.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private static final Map<String, Integer> PATHS =
      Map.of(
          "/v1/chat/completions", 405,
          "/v1/models", 200,
          "/v1/models/auto", 200,
          "/metrics", 200,
          "/x", 404);

  /** What is shown that no key stands behind, and what it is refused with. */
  private static final Map<String, String> REFUSED = new LinkedHashMap<>();

  /** Headers that show good keys, and their scopes. */
  private static final Map<String, Set<String>> GOOD = new LinkedHashMap<>();

  private static RunningDaemon daemon;

  @BeforeAll
  static void makeKeys() {
    daemon = RunningDaemon.with("[server]\nmax_wrong_keys_per_minute = 0\n");
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
    REFUSED.put("", "KEY_MISSING");
    REFUSED.put("Basic cnVuZzpydW5n", "KEY_MISSING");
    REFUSED.put("Bearer garbage", "KEY_INVALID");
    REFUSED.put("Bearer rung_" + "a".repeat(12) + "_" + "b".repeat(40), "KEY_INVALID");
    REFUSED.put(wrongSecret(bearer(operators)), "KEY_INVALID");
    REFUSED.put(bearer(revoked), "KEY_REVOKED");
    REFUSED.put(expired, "KEY_EXPIRED");
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
            .isEqualTo(needed.isEmpty() ? ADMITTED : "UNAUTHENTICATED " + reason));
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
  void aPathIsAnsweredOnlyForWhoMayAsk(String path, int status) throws Exception {
    for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
      HttpResponse<String> reply = get(path, refused.getKey());
      assertThat(reply.statusCode()).as(refused.getValue()).isEqualTo(401);
      assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer realm=\"rung\"");
      assertThat(reply.body()).contains("\"reason\":\"" + refused.getValue() + "\"");
    }
    Set<String> needed = path.equals("/metrics") ? Set.of("stats", "admin") : Set.of("generate");
    for (Map.Entry<String, Set<String>> good : GOOD.entrySet()) {
      HttpResponse<String> reply = get(path, good.getKey());
      boolean may = needed.stream().anyMatch(good.getValue()::contains);
      assertThat(reply.statusCode()).as(good.getValue().toString()).isEqualTo(may ? status : 403);
    }
  }

  @Test
  void everyPathIsInTheMatrix() throws Exception {
    String all = bearer(create("one", Set.of("generate", "stats", "admin"), key -> {}));
    Matcher told = Pattern.compile("/[a-z][a-z0-9/]*").matcher(get("/x", all).body());

    assertThat(
            told.results()
                .map(MatchResult::group)
                .map(path -> path.endsWith("/") ? path + "auto" : path))
        .isSubsetOf(Stream.concat(PATHS.keySet().stream(), Stream.of("/healthz")).toList())
        .contains("/v1/chat/completions", "/metrics");
  }

  @Test
  void aKeyBesideAnotherIsRefusedAtEveryDoor() throws Exception {
    String good = GOOD.keySet().iterator().next();

    assertThat(RawCall.outcome(daemon.channel(), "rung.v1.Router/Generate", good, good))
        .isEqualTo("UNAUTHENTICATED KEY_INVALID");
    HttpResponse<String> reply = get("/v1/models", good, "Bearer garbage");
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("authorized_twice");
  }

  @Test
  void healthIsToldToEverybody() throws Exception {
    assertThat(get("/healthz", "Bearer garbage").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
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
