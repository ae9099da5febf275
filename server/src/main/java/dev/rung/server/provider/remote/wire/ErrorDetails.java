package dev.rung.server.provider.remote.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the {@code details} of an error: Anthropic's object with an {@code error_code}, and the
 * list of google.rpc.ErrorInfo, QuotaFailure and RetryInfo that Gemini sends. Which quota was
 * exceeded says whether waiting helps: Gemini's message is the same for a minute's and a day's.
 */
final class ErrorDetails implements Json.Fields {
  /** Of a quota that is full again within a minute. */
  static final String PER_MINUTE = "quota_per_minute";

  /** Of a quota that is full again on another day. */
  static final String PER_DAY = "quota_per_day";

  private String reason = "";
  private String quota = "";
  private Optional<Duration> retryAfter = Optional.empty();

  void read(JsonParser at) throws IOException {
    if (at.currentToken() == JsonToken.START_ARRAY) {
      Json.elements(at, element -> Json.fields(element, this));
    } else {
      Json.fields(at, this);
    }
  }

  @Override
  public void field(String name, JsonParser value) throws IOException {
    switch (name) {
      case "reason", "error_code" -> reason = Json.text(value);
      case "violations" -> Json.elements(value, element -> Json.fields(element, this));
      case "metadata" -> Json.fields(value, this);
      case "quotaId", "quota_limit" -> quota(Json.text(value));
      case "retryDelay" -> retryAfter = RetryAfter.goDuration(Json.text(value));
      default -> {}
    }
  }

  /** "" where nothing was said. */
  String reason() {
    return quota.isEmpty() ? reason : quota;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private void quota(String id) {
    if (id.contains("PerDay")) {
      quota = PER_DAY;
    } else if (id.contains("PerMinute") && quota.isEmpty()) {
      quota = PER_MINUTE;
    }
  }
}
