package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths, models, and who may ask. */
final class SiteTest {
  private final Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void healthIsPlain() {
    HttpResponse<String> response = door.get("/healthz");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("ok\n");
  }

  /** The only model of the fixture is not ready. */
  @Test
  void modelsAreThoseThatCanServeAndAuto() {
    assertThat(door.get("/v1/models?limit=5").body())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[{\"id\":\"auto\",\"object\":\"model\","
                + "\"created\":1700000000,\"owned_by\":\"rung\"}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "mistral, mistral",
    "m, m",
    "%6D, m",
    "Mistral, Mistral",
    "M, M",
    "mistralai%2FMistral-7B, mistralai/Mistral-7B"
  })
  void aModelIsFoundByNameAliasAndId(String path, String id) {
    assertThat(door.get("/v1/models/" + path).body())
        .startsWith("{\"id\":\"" + id + "\",\"object\":\"model\"")
        .contains("\"owned_by\":\"together\"", "\"name\":\"mistral\"", "\"tier\":\"2\"");
  }

  @ParameterizedTest
  @CsvSource({"auto", "Auto"})
  void autoIsAModelThatIsFound(String path) {
    assertThat(door.get("/v1/models/" + path).body()).startsWith("{\"id\":\"auto\"");
  }

  @Test
  void anUnknownModelIsNotFound() {
    HttpResponse<String> response = door.get("/v1/models/mistrall");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"code\":\"model_not_found\"", "\"nearest\":[\"m");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/models, 405, 'GET, HEAD'",
    "GET, /v1/chat/completions, 405, POST",
    "DELETE, /v1/models/mistral, 405, 'GET, HEAD'",
    "PUT, /healthz, 405, 'GET, HEAD'",
    "GET, /v1/embeddings, 404, absent",
    "GET, /, 404, absent",
    "OPTIONS, /v1/chat/completions, 405, POST",
  })
  void otherPathsAndMethodsAreRefused(String method, String path, int status, String allow) {
    HttpResponse<String> response =
        door.send(
            HttpRequest.newBuilder(door.uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("allow").orElse("absent")).isEqualTo(allow);
    assertThat(response.headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(response.body()).startsWith("{\"error\":{");
  }

  /** As clients of a proxy ask (RFC 9112, 3.2.2). */
  @ParameterizedTest
  @CsvSource({
    "http://localhost/healthz, localhost, 200",
    "HTTP://LOCALHOST:8080/healthz, localhost, 200",
    "http://localhost/healthz, evil.example, 200",
    "http://evil.example/healthz, localhost, 403",
    "http://localhost, localhost, 404",
    "http://localhost?x, localhost, 404",
    "/healthz?http://evil.example/, localhost, 200",
  })
  void aTargetMayNameTheHostWhichThenIsTheOneAsked(String target, String host, int status) {
    try (RawClient client = door.raw()) {
      client.say("GET " + target + " HTTP/1.1\r\nhost: " + host + "\r\nconnection: close\r\n\r\n");

      assertThat(client.rest()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  /** Monitors ask so; a body would be taken for the beginning of the next reply. */
  @ParameterizedTest
  @CsvSource({"/healthz, 200", "/v1/models, 200", "/v1/models/none, 404", "/metrics, 200"})
  void aHeadAloneIsTheHeadOfWhatGetBrings(String path, int status) {
    try (RawClient client = door.raw()) {
      String head =
          client.say("HEAD " + path + " HTTP/1.1\r\nhost: localhost\r\n\r\n").until("\r\n\r\n");
      String next =
          client
              .say("GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
              .rest();

      assertThat(head).startsWith("HTTP/1.1 " + status + " ").doesNotContain("content-length: 0");
      assertThat(next).startsWith("HTTP/1.1 200 ").endsWith("ok\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:8080, 200",
    "127.0.0.1:1, 200",
    "127.1.2.3, 200",
    "[::1]:8080, 200",
    "[::1], 200",
    "rung.localhost, 200",
    "evil.example, 403",
    "evil.example:8080, 403",
    "127.0.0.1.evil.example, 403",
    "localhost.evil.example, 403",
    "192.168.0.7:8080, 403",
    "'', 403",
  })
  void onLoopbackOnlyItsOwnNamesAreServed(String host, int status) {
    try (RawClient client = door.raw()) {
      client.say("GET /healthz HTTP/1.1\r\nhost: " + host + "\r\nconnection: close\r\n\r\n");

      assertThat(client.rest()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "origin: http://evil.example, 403",
    "origin: null, 403",
    "origin: http://localhost:3000, 403",
    "origin: http://localhost:8080, 200",
    "sec-fetch-site: cross-site, 403",
    "sec-fetch-site: same-site, 403",
    "sec-fetch-site: none, 200",
  })
  void pagesOfOtherSitesAreNotServed(String header, int status) {
    try (RawClient client = door.raw()) {
      client.say(
          "GET /v1/models HTTP/1.1\r\nhost: localhost:8080\r\nconnection: close\r\n"
              + header
              + "\r\n\r\n");

      assertThat(client.rest()).startsWith("HTTP/1.1 " + status + " ");
    }
  }
}
