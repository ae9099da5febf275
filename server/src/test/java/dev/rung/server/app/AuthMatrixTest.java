package dev.rung.server.app;

import static dev.rung.server.app.RawCall.ADMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.v1.AdminGrpc;
import dev.rung.v1.CreateTenantKeyRequest;
import dev.rung.v1.CreateTenantKeyResponse;
import dev.rung.v1.RevokeTenantKeyRequest;
import dev.rung.v1.RouterGrpc;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of every service and every path of HTTP, with every kind of key. */
@Timeout(120)
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
    List<ServiceDescriptor> both =
        List.of(HealthGrpc.getServiceDescriptor(), ServerReflectionGrpc.getServiceDescriptor());
    return Stream.of(
            ports(
                "router",
                Stream.concat(Stream.of(RouterGrpc.getServiceDescriptor()), both.stream())),
            ports(
                "admin", Stream.concat(Stream.of(AdminGrpc.getServiceDescriptor()), both.stream())))
        .flatMap(calls -> calls);
  }

  private static Stream<Arguments> ports(String port, Stream<ServiceDescriptor> services) {
    return services
        .flatMap(service -> service.getMethods().stream())
        .map(method -> Arguments.of(port, method.getFullMethodName(), method));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("calls")
  void aCallIsMadeOnlyByWhoMayMakeIt(String port, String name, MethodDescriptor<?, ?> method) {
    Channel channel = port.equals("router") ? daemon.channel() : daemon.adminChannel();
    Set<String> needed = NEEDS.getOrDefault(name, Set.of("admin"));

    REFUSED.forEach((header, reason) ->
        assertThat(RawCall.outcome(channel, method, Optional.of(header)))
            .as("%s with %s", name, reason)
            .isEqualTo(needed.isEmpty() ? ADMITTED : "UNAUTHENTICATED " + reason));
    GOOD.forEach((header, scopes) ->
        assertThat(RawCall.outcome(channel, method, Optional.of(header)))
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
  void healthIsToldToEverybody() throws Exception {
    assertThat(get("/healthz", "Bearer garbage").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(String path, String header)
      throws IOException, InterruptedException {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!header.isEmpty()) {
      request.header("authorization", header);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
