package dev.rung.server.provider.remote.replicate;

import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The wait that stands in a refusal's words instead of a header. */
final class Throttling {
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
