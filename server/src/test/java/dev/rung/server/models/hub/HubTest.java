package dev.rung.server.models.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.server.config.HubId;
import dev.rung.server.config.HubSettings;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Secret;
import dev.rung.server.provider.Timeouts;
import dev.rung.server.provider.remote.wire.HttpClients;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.server.scripted.SilentPort;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a hub, where redirects may lead, and what errors mean. */
@Timeout(600)
class HubTest {
  private static final HubId ID = new HubId("acme", "small-phi");
  private static final String FILE = "model.safetensors";
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ScriptedProvider server = ScriptedProvider.start();
  private final ScriptedProvider elsewhere = ScriptedProvider.start();
  private final HttpClients clients = HttpClients.start(System::nanoTime);

  @AfterEach
  void close() {
    clients.close();
    server.close();
    elsewhere.close();
  }

  @Test
  void readsAListing() throws Exception {
    server.respond(
        200,
        """
        {"_id": "1", "sha": "%s", "gated": "auto", "siblings": [
          {"rfilename": "config.json", "size": 12, "blobId": "%s", "lfs": null},
          {"rfilename": "a.safetensors", "size": 7, "blobId": "%s",
           "lfs": {"sha256": "%s", "size": 7, "pointerSize": 135}},
          {"rfilename": "b.safetensors", "blobId": "%s", "lfs": {"oid": "sha256:%s", "size": 8}},
          {"rfilename": "c.safetensors", "size": 9, "blobId": "%s", "lfs": {}},
          {"rfilename": "d.json"}, {"size": 3}
        ], "more": [1]}
        """
            .formatted(
                "c".repeat(40),
                "a".repeat(40),
                "b".repeat(40),
                "d".repeat(64),
                "b".repeat(40),
                "e".repeat(64),
                "b".repeat(40)));

    Listing listing = hub().list(ID, "refs/pr/1");

    assertThat(server.lastRequest().path())
        .isEqualTo("/api/models/acme/small-phi/revision/refs%2Fpr%2F1?blobs=true");
    assertThat(listing.commit()).isEqualTo("c".repeat(40));
    assertThat(listing.files())
        .containsExactly(
            file("config.json", 12, new Checksum.GitBlob("a".repeat(40))),
            file("a.safetensors", 7, new Checksum.Sha256("d".repeat(64))),
            file("b.safetensors", 8, new Checksum.Sha256("e".repeat(64))),
            new RemoteFile("c.safetensors", OptionalLong.of(9), Optional.empty()),
            new RemoteFile("d.json", OptionalLong.empty(), Optional.empty()));
  }

  @Test
  void goesOnWithTheRevisionWhereTheHubNamesNoCommit() throws Exception {
    server.respond(200, "{\"siblings\":[]}");

    assertThat(hub().list(ID, "v1").commit()).isEqualTo("v1");
  }

  @Test
  void readsTheHeadOfALargeFileFromTheRedirect() throws Exception {
    server.respond(
        302,
        Map.of(
            "Location", elsewhere.rootUrl() + "/x",
            "X-Linked-Etag", "\"" + "d".repeat(64) + "\"",
            "X-Linked-Size", "5000000000"),
        "");

    assertThat(hub().inspect(ID, "main", FILE))
        .isEqualTo(file(FILE, 5_000_000_000L, new Checksum.Sha256("d".repeat(64))));
    assertThat(elsewhere.requests()).isEmpty();
  }

  @Test
  void takesNoCommitForAChecksum() throws Exception {
    String commit = "c".repeat(40);
    server.respond(200, Map.of("ETag", "W/\"" + commit + "\"", "X-Repo-Commit", commit), "12345");

    assertThat(hub().inspect(ID, "main", FILE))
        .isEqualTo(new RemoteFile(FILE, OptionalLong.of(5), Optional.empty()));
  }

  @Test
  void followsARenamedRepositoryWithTheToken() throws Exception {
    server.respond(307, Map.of("Location", "/api/models/new/name/revision/main?blobs=true"), "");
    server.respond(200, "{\"siblings\":[]}");

    hub().list(ID, "main");

    assertThat(server.lastRequest().path()).startsWith("/api/models/new/name/");
    assertThat(server.lastRequest().header("Authorization")).contains("Bearer secret-token");
  }

  @Test
  void showsTheTokenToNoOtherPortOfTheSameHost() throws Exception {
    server.respond(302, Map.of("Location", elsewhere.rootUrl() + "/bytes?sig=%2F"), "");
    elsewhere.respond(200, "weights");

    try (FileBody body = hub().open(ID, "main", FILE, 0, Optional.empty())) {
      assertThat(body.total()).hasValue(7);
    }

    assertThat(elsewhere.lastRequest().path()).isEqualTo("/bytes?sig=%2F");
    assertThat(elsewhere.lastRequest().header("Authorization")).isEmpty();
  }

  @Test
  void sendsNoTokenInTheClear() {
    Hub mirror = hub(URI.create("http://mirror.example"), false);

    assertThat(mirror.isPrivate()).isFalse();
    assertThat(hub().isPrivate()).isTrue();
    assertThat(hub(URI.create("https://mirror.example"), false).isPrivate()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://example.org/x | redirects to an address that is not plain http(s)",
        "file:///etc/passwd | redirects to an address that is not plain http(s)",
        "http://user:key@example.org/x | redirects to an address that is not plain http(s)",
        "http://exa mple/ | redirects to an address that is none",
      })
  void doesNotFollowOddRedirects(String location, String message) {
    server.respond(302, Map.of("Location", location), "");

    assertThat(refused(() -> hub().list(ID, "main"))).endsWith(message);
  }

  @Test
  void doesNotFollowARedirectToNowhereNorForEver() {
    server.respond(302, Map.of(), "");
    assertThat(refused(() -> hub().list(ID, "main"))).endsWith("without saying where to");

    server.otherwise(exchange -> exchange.respond(302, Map.of("Location", "/again"), ""));
    assertThat(refused(() -> hub().list(ID, "main"))).contains("redirects more than 5 times");
  }

  @Test
  void doesNotLeaveHttpsUnlessForThisMachine() throws Exception {
    Route route = new Route(URI.create("https://hub.example"), false);
    URI from = URI.create("https://hub.example/a");

    assertThat(refused(() -> route.next(from, "http://cdn.example/a")))
        .isEqualTo(
            "hub.example redirects from https to http at cdn.example, which is not followed");
    assertThat(route.next(from, "http://127.0.0.1:8080/a")).hasHost("127.0.0.1");
    assertThat(route.next(from, "https://cdn.example/a?b=c")).hasQuery("b=c");
    assertThat(route.isHub(URI.create("https://HUB.example:443/b"))).isTrue();
    assertThat(route.isHub(URI.create("http://hub.example/b"))).isFalse();
    assertThat(route.isHub(URI.create("https://evil.hub.example/b"))).isFalse();
  }

  @Test
  void doesNotLeaveThisMachineOffline() {
    server.respond(302, Map.of("Location", "https://cdn.example/x"), "");

    assertThat(refused(() -> hub(server.rootUrl(), true).list(ID, "main")))
        .endsWith("redirects to cdn.example, which offline mode does not reach");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | GatedRepo        | is gated: accept the licence at",
        "401 | RepoNotFound     | does not exist or is gated: check its name; if it is right,",
        "403 | GatedRepo        | and set HF_TOKEN to a token of that account",
        "404 | RevisionNotFound | has no revision main: --revision takes a branch, a tag or a",
        "404 | RepoNotFound     | check the name; a private repository needs HF_TOKEN",
        "404 | ''               | check the name",
        "418 | ''               | answered with status 418",
      })
  void saysWhatToDoAboutARefusal(int status, String code, String advice) {
    server.respond(status, code.isEmpty() ? Map.of() : Map.of("X-Error-Code", code), "");

    HubException refused =
        catchThrowableOfType(
            HubException.class,
            () -> hub(server.rootUrl(), false, Optional.empty()).list(ID, "main"));

    assertThat(refused.text()).contains(advice);
    assertThat(refused.isPassing()).isFalse();
  }

  @Test
  void saysThatATokenIsNotEnough() {
    server.respond(403, Map.of("X-Error-Code", "GatedRepo"), "");

    assertThat(refused(() -> hub().list(ID, "main")))
        .isEqualTo(
            "acme/small-phi is not open to the token in HF_TOKEN: accept the licence at %s/%s with"
                    .formatted(server.rootUrl(), ID)
                + " the account that the token belongs to, and let the token read gated"
                + " repositories");
  }

  @Test
  void saysThatNobodyIsThere() {
    try (SilentPort nobody = new SilentPort()) {
      HubException refused =
          catchThrowableOfType(HubException.class, () -> hub(nobody.url(), false).list(ID, "main"));

      assertThat(refused.text()).endsWith("could not be reached: no connection");
      assertThat(refused.isPassing()).isTrue();
    }
  }

  private static String refused(ThrowingCallable call) {
    return catchThrowableOfType(HubException.class, call).text();
  }

  private static RemoteFile file(String name, long size, Checksum checksum) {
    return new RemoteFile(name, OptionalLong.of(size), Optional.of(checksum));
  }

  private Hub hub() {
    return hub(server.rootUrl(), false);
  }

  private Hub hub(URI endpoint, boolean loopbackOnly) {
    return hub(endpoint, loopbackOnly, Optional.of(new Secret("secret-token")));
  }

  private Hub hub(URI endpoint, boolean loopbackOnly, Optional<Secret> token) {
    return new Hub(
        new HubSettings(endpoint, token, Proxies.NONE),
        loopbackOnly,
        clients,
        new Timeouts(LONG, LONG, LONG),
        InstantSource.system(),
        System::nanoTime);
  }
}
