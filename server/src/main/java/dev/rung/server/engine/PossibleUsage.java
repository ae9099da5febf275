package dev.rung.server.engine;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Model;
import dev.rung.server.select.TokenEstimate;

/**
 * What a provider says that a call used, as far as that can be. No call uses more than its model's
 * window; since windows may be configured too small and images counted in many ways, twice of it is
 * believed, and whatever the prompt can have at most. A count beyond is taken for that many and
 * marked as estimated, so that one wrong number cannot use up a budget or a rate limit.
 */
final class PossibleUsage {
  private static final long WINDOWS = 2;

  private PossibleUsage() {}

  static Usage of(Call call, Usage said) {
    long input = Math.min(said.inputTokens(), mostInput(call, said.inputTokens()));
    long output = Math.min(said.outputTokens(), mostOutput(call.model(), call.maxTokens()));
    if (input == said.inputTokens() && output == said.outputTokens()) {
      return said;
    }
    long cached = Math.min(said.cachedInputTokens(), input);
    return new Usage(
        input,
        cached,
        Math.min(said.cacheWriteTokens(), input - cached),
        output,
        Math.min(said.reasoningTokens(), output),
        true);
  }

  /** Output tokens that an answer can have, whatever it was allowed. */
  static long mostOutput(Model model, long allowed) {
    return WINDOWS * Math.max(model.contextWindow(), allowed);
  }

  /** The prompt is only looked through where its window does not bear the count out. */
  private static long mostInput(Call call, long said) {
    long most = WINDOWS * call.model().contextWindow();
    return said <= most
        ? most
        : Math.max(most, TokenEstimate.of(call.prompt(), Hints.NONE).bound());
  }
}
