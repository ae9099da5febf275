package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import dev.rung.v1.FeedbackRequest;
import dev.rung.v1.FeedbackResponse;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.GetCostsRequest;
import dev.rung.v1.GetCostsResponse;
import dev.rung.v1.PurgeCacheRequest;
import dev.rung.v1.PutBudgetRequest;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two tenants with keys of their own at one daemon: nothing of the one reaches the other. */
@Timeout(600)
class TenantsApartTest {
  private static final String QUESTION = "What is the capital of France?";

  private final ScriptedProvider small =
      ScriptedProvider.start().otherwise(Replies.openAi("Paris"));
  private final RunningDaemon daemon =
      RunningDaemon.with(
          model("tier2", "small", small)
              + """
              [cache]
              similar = true
              [tenants.one]
              [tenants.two]
              [budget.tenants.poor]
              total_limit_usd = 0.000001
              """);
  private String one = "";
  private String two = "";
  private String operators = "";

  @BeforeEach
  void makeKeys() {
    one = daemon.key("one", "generate", "stats");
    two = daemon.key("two", "generate", "stats");
    operators = daemon.key("ops", "generate", "stats", "admin");
  }

  @AfterEach
  void close() {
    daemon.close();
    small.close();
  }

  private GenerateResponse ask(String who) {
    daemon.show(who);
    return daemon
        .router()
        .generate(GenerateRequest.newBuilder().setModel("small").setPrompt(QUESTION).build());
  }

  @Test
  void nobodyIsGivenWhatWasAnsweredToAnother() throws Exception {
    ask(one);

    GenerateResponse others = ask(two);
    GenerateResponse own = ask(one);

    assertThat(others.getCacheHit()).isFalse();
    assertThat(own.getCacheHit()).isTrue();
    assertThat(small.requests()).hasSize(2);
    // The same by the other door: own answers are found there, and no others'.
    assertThat(chat(two).headers().firstValue("x-rung-cache")).isPresent();
    assertThat(small.requests()).hasSize(2);
    assertThat(chat(operators).headers().firstValue("x-rung-cache")).isEmpty();
    assertThat(small.requests()).hasSize(3);
  }

  @Test
  void equalRequestsInFlightShareNoAnswer() throws Exception {
    small.otherwise(Replies.openAi("Paris").after(Duration.ofMillis(300)));

    CompletableFuture<HttpResponse<String>> ones = later(one);
    CompletableFuture<HttpResponse<String>> twos = later(two);

    assertThat(ones.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(twos.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(small.requests()).hasSize(2);
  }

  @Test
  void aPurgeOfOneLeavesTheOther() {
    ask(one);
    ask(two);
    daemon.show(operators);

    daemon.admin().purgeCache(PurgeCacheRequest.newBuilder().setTenant("one").build());

    assertThat(ask(two).getCacheHit()).isTrue();
    assertThat(ask(one).getCacheHit()).isFalse();
  }

  @Test
  void figuresAreOnesOwn() {
    ask(one);
    ask(one);
    ask(two);

    StatsResponse ones = stats(one);
    StatsResponse twos = stats(two);

    assertThat(ones.getTotalRequests()).isEqualTo(2);
    assertThat(ones.getCacheHitRate()).isEqualTo(0.5);
    assertThat(twos.getTotalRequests()).isEqualTo(1);
    assertThat(twos.getCacheHitRate()).isZero();
    assertThat(ones.getBudgetsList()).isEmpty();
    assertThat(stats(operators).getTotalRequests()).isEqualTo(3);
  }

  @Test
  void metricsAreTheOwnTenantsOrForOperatorsEverybodys() throws Exception {
    ask(one);
    ask(two);
    daemon.show(operators);
    String watcher = daemon.key("poor", "stats");

    assertThat(metrics(watcher))
        .contains(
            "rung_requests_total 0", "rung_budget_limit_usd{kind=\"hard\",scope=\"tenant:poor/")
        .doesNotContain("small");
    assertThat(metrics(operators)).contains("rung_requests_total 2", "tenant:poor/", "small");
  }

  private String metrics(String who) throws Exception {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("authorization", who)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private StatsResponse stats(String who) {
    daemon.show(who);
    return daemon.router().stats(StatsRequest.getDefaultInstance());
  }

  @Test
  void costsAreBookedApartAndShownToOperatorsAlone() {
    GenerateResponse ones = ask(one);
    ask(one);
    GenerateResponse twos = ask(two);
    GetCostsRequest byTenant = GetCostsRequest.newBuilder().setBy("tenant").build();

    StatusRuntimeException refused = Errors.of(() -> daemon.admin().getCosts(byTenant));
    daemon.show(operators);
    GetCostsResponse costs = daemon.admin().getCosts(byTenant);

    assertThat(refused.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(line(costs, "one").getCostNanos()).isEqualTo(ones.getCostNanos()).isPositive();
    assertThat(line(costs, "one").getRequests()).isEqualTo(2);
    assertThat(line(costs, "two").getCostNanos()).isEqualTo(twos.getCostNanos()).isPositive();
    assertThat(line(costs, "two").getRequests()).isEqualTo(1);
  }

  @Test
  void eachSeesItsOwnCostsWhateverItAsksFor() {
    GenerateResponse ones = ask(one);
    ask(two);
    GetCostsRequest byTenant = GetCostsRequest.newBuilder().setBy("tenant").build();

    daemon.show(one);
    GetCostsResponse own = daemon.router().getCosts(byTenant);
    GetCostsResponse named = daemon.router().getCosts(of(byTenant, "one"));
    StatusRuntimeException refused = Errors.of(() -> daemon.router().getCosts(of(byTenant, "two")));
    daemon.show(operators);
    GetCostsResponse twos = daemon.router().getCosts(of(byTenant, "two"));

    assertThat(own.getLinesList()).extracting(GetCostsResponse.Line::getKey).containsExactly("one");
    assertThat(own.getTotal().getCostNanos()).isEqualTo(ones.getCostNanos()).isPositive();
    assertThat(own.getTotal().getRequests()).isEqualTo(1);
    assertThat(named.getLinesList()).isEqualTo(own.getLinesList());
    assertThat(refused.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(Errors.info(refused).getReason()).isEqualTo("NOT_ALLOWED");
    assertThat(twos.getLinesList())
        .extracting(GetCostsResponse.Line::getKey)
        .containsExactly("two");
  }

  private static GetCostsRequest of(GetCostsRequest request, String tenant) {
    return request.toBuilder().setTenant(tenant).build();
  }

  private static GetCostsResponse.Line line(GetCostsResponse costs, String tenant) {
    return costs.getLinesList().stream()
        .filter(line -> line.getKey().equals(tenant))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTenantsEmptyBudgetStopsNobodyElse() {
    daemon.show(operators);
    String poor = daemon.key("poor", "generate");

    StatusRuntimeException refused = Errors.of(() -> ask(poor));

    assertThat(refused.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(ask(one).getText()).isEqualTo("Paris");
  }

  @Test
  void aTenantIsToldWhatIsLeftOfItsOwnBudgetAndNotOfEverybodys() {
    daemon.show(operators);
    String poor = daemon.key("poor", "generate");
    StatusRuntimeException own = Errors.of(() -> ask(poor));
    daemon.show(operators);
    daemon
        .admin()
        .putBudget(PutBudgetRequest.newBuilder().setScope("global/total").setLimitNanos(7).build());

    StatusRuntimeException everybodys = Errors.of(() -> ask(one));
    StatusRuntimeException operator = Errors.of(() -> ask(operators));

    assertThat(Errors.info(own).getMetadataMap())
        .containsEntry("budget", "tenant:poor/total")
        .containsEntry("left_nanos", "1000");
    assertThat(Errors.info(everybodys).getMetadataMap())
        .containsEntry("budget", "global/total")
        .doesNotContainKey("left_nanos");
    assertThat(String.valueOf(everybodys.getStatus().getDescription()))
        .doesNotContain("0.000000007");
    assertThat(Errors.info(operator).getMetadataMap())
        .containsEntry("budget", "global/total")
        .containsEntry("left_nanos", "7");
  }

  @Test
  void anothersAnswerCannotBeJudgedNorToldFromOneThatNeverWas() {
    GenerateResponse answer = ask(one);
    daemon.show(two);

    StatusRuntimeException anothers = Errors.of(() -> judge(answer.getId()));
    StatusRuntimeException nobodys = Errors.of(() -> judge("abcdefghijk"));
    daemon.show(one);
    assertThat(judge(answer.getId()).getModel()).isEqualTo("small");

    assertThat(anothers.getStatus().getCode()).isEqualTo(Code.NOT_FOUND);
    assertThat(anothers.getStatus().getDescription())
        .isEqualTo(nobodys.getStatus().getDescription());
    daemon.show(operators);
    assertThat(exported("two")).isEmpty();
    assertThat(exported("one")).extracting(FeedbackRecord::getId).containsExactly(answer.getId());
  }

  private FeedbackResponse judge(String id) {
    return daemon
        .router()
        .feedback(FeedbackRequest.newBuilder().setId(id).setThumbsUp(true).build());
  }

  private List<FeedbackRecord> exported(String tenant) {
    List<FeedbackRecord> records = new ArrayList<>();
    daemon
        .admin()
        .exportFeedback(ExportFeedbackRequest.newBuilder().setTenant(tenant).build())
        .forEachRemaining(records::add);
    return records;
  }

  private HttpResponse<String> chat(String who) throws Exception {
    return later(who).get(60, TimeUnit.SECONDS);
  }

  private CompletableFuture<HttpResponse<String>> later(String who) {
    int port = daemon.daemon().httpPort().orElseThrow();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/chat/completions"))
            .header("authorization", who)
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"small\",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + QUESTION
                        + "\"}]}"))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .whenComplete((_, _) -> client.close());
  }
}
