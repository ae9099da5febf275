package dev.rung.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Prometheus reads. */
final class MetricsTest {
  private final Door door = new Door();

  @AfterEach
  void close() {
    door.close();
  }

  @Test
  void tellsWhereBudgetsStand() {
    HttpResponse<String> response = door.get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body().lines())
        .contains(
            "# TYPE rung_budget_limit_usd gauge",
            "rung_budget_limit_usd{kind=\"hard\",scope=\"global/daily\"} 5.0",
            "rung_budget_committed_usd{scope=\"global/daily\"} 1.0",
            "rung_budget_reserved_usd{scope=\"global/daily\"} 0.25",
            "rung_budget_alerted{scope=\"global/daily\"} 0.0",
            "rung_budget_renews_seconds{scope=\"global/daily\"} 1.767312E9");
  }

  @Test
  void tellsTheFiguresOfRequestsAndOfModelsWhateverTheirNames() {
    door.statistics.record(Recorded.servedBy("a \"b\\c\nd", Tier.SMALL).done());
    door.statistics.record(Recorded.byTemplate().done());

    assertThat(door.get("/metrics").body().lines())
        .contains(
            "# TYPE rung_requests_total counter",
            "rung_requests_total 2.0",
            "rung_success_ratio 1.0",
            "rung_cost_usd_total 0.0",
            "rung_tier_requests_total{tier=\"0\"} 1.0",
            "rung_tier_requests_total{tier=\"2\"} 1.0",
            "rung_model_requests_total{model=\"a \\\"b\\\\c\\nd\"} 1.0");
  }

  @Test
  void tellsHowOftenARequestCouldNotBeTakenDown() {
    door.statistics.recordUnrecorded();

    assertThat(door.get("/metrics").body().lines()).contains("rung_recording_failures_total 1.0");
  }

  @Test
  void namesEachFamilyOnceAndEverySampleIsOfTheOneBefore() {
    String family = "";
    for (String line : door.get("/metrics").body().split("\n", -1)) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ", -1)[2];
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        assertThat(line).matches("[a-z_]+(\\{[^}]*})? -?[0-9.E]+").startsWith(family);
      }
    }
    assertThat(door.get("/metrics").body().lines().filter(line -> line.startsWith("# TYPE")))
        .doesNotHaveDuplicates();
  }

  @Test
  void isOnlyRead() {
    HttpResponse<String> response =
        door.send(
            HttpRequest.newBuilder(door.uri("/metrics")).POST(HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
  }
}
