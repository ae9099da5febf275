package dev.rung.server.http.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CacheHit;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Tier;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Rung tells of an answer beside what OpenAI tells: headers, and the object {@code rung}. */
final class Account {
  private static final int NANO_DIGITS = 9;

  private Account() {}

  /** What is known before the first token. */
  static Map<String, String> headers(RequestId id, Optional<Source> source, List<String> ignored) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-request-id", id.value());
    headers.put("x-rung-id", id.value());
    source.ifPresent(from -> {
      headers.put("x-rung-model", plain(model(from)));
      headers.put("x-rung-tier", tier(from.tier()));
      headers.put("x-rung-provider", plain(from.provider()));
    });
    if (!ignored.isEmpty()) {
      headers.put("x-rung-ignored", plain(String.join(", ", ignored)));
    }
    return headers;
  }

  /** What is known in the end. */
  static Map<String, String> headers(Answer answer, List<String> ignored) {
    Map<String, String> headers = headers(answer.id(), Optional.of(answer.source()), ignored);
    Decision decision = answer.decision();
    headers.put("x-rung-classified-tier", tier(decision.classifiedTier()));
    headers.put("x-rung-strategy", decision.strategy().label());
    headers.put("x-rung-cost-usd", usd(answer));
    if (decision.unpriced()) {
      headers.put("x-rung-unpriced", "true");
    }
    headers.put("x-rung-cache-hit", Boolean.toString(answer.cacheHit()));
    answer
        .cache()
        .ifPresent(hit -> {
          headers.put("x-rung-cache", hit.kind().name().toLowerCase(Locale.ROOT));
          headers.put("x-rung-cache-age", Long.toString(hit.age().toSeconds()));
        });
    headers.put("x-rung-latency-ms", Long.toString(answer.latency().toMillis()));
    if (!decision.degraded().isEmpty()) {
      headers.put("x-rung-degraded", plain(String.join("; ", decision.degraded())));
    }
    return headers;
  }

  /** The name that answers carry; a template has none of its own. */
  static String model(Source source) {
    return source.model().orElse(source.provider());
  }

  static void write(Answer answer, List<String> ignored, JsonGenerator json) throws IOException {
    Decision decision = answer.decision();
    json.writeObjectFieldStart("rung");
    json.writeStringField("id", answer.id().value());
    json.writeStringField("model", model(answer.source()));
    json.writeStringField("tier", tier(answer.tier()));
    json.writeStringField("provider", answer.provider());
    json.writeStringField("classified_tier", tier(decision.classifiedTier()));
    json.writeStringField("strategy", decision.strategy().label());
    json.writeStringField("reason", decision.reason());
    json.writeFieldName("cost_usd");
    json.writeNumber(usd(answer));
    json.writeNumberField("cost_nanos", answer.cost().nanos());
    json.writeBooleanField("unpriced", decision.unpriced());
    json.writeBooleanField("cache_hit", answer.cacheHit());
    if (answer.cache().isPresent()) {
      cache(answer.cache().get(), json);
    }
    json.writeNumberField("latency_ms", answer.latency().toMillis());
    strings("degraded", decision.degraded(), json);
    strings("ignored", ignored, json);
    json.writeEndObject();
  }

  private static void cache(CacheHit hit, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("cache");
    json.writeStringField("kind", hit.kind().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("similarity", hit.similarity());
    json.writeNumberField("age_seconds", hit.age().toMillis() / 1e3);
    json.writeNumberField("saved_nanos", hit.saved().nanos());
    json.writeEndObject();
  }

  private static void strings(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** "0" to "4", or "fallback". */
  static String tier(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }

  private static String usd(Answer answer) {
    return BigDecimal.valueOf(answer.cost().nanos(), NANO_DIGITS).toPlainString();
  }

  /** As a header can carry it. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().forEach(c -> out.append(c >= ' ' && c <= '~' ? (char) c : '?'));
    return out.toString();
  }
}
