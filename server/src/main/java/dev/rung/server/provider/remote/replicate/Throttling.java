package dev.rung.server.provider.remote.replicate;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.remote.wire.FailureTable;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What refusals mean, and the wait that stands in their words instead of a header. */
final class Throttling {
  static final FailureTable FAILURES =
      new FailureTable(Map.of(), Map.of(402, FailureKind.QUOTA_EXHAUSTED));

  /** Such as "Request was throttled. Your rate limit resets in ~30s." */
  private static final Pattern RESETS = Pattern.compile("resets in ~?(\\d{1,5})s");

  private Throttling() {}

  static ProviderException timed(ProviderException failure) {
    Matcher wait = RESETS.matcher(failure.text());
    return failure.retryAfter().isEmpty() && wait.find()
        ? failure.withRetryAfter(Duration.ofSeconds(Long.parseLong(wait.group(1))))
        : failure;
  }
}
