package dev.rung.server.engine;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.TokenEstimate;

/** What an attempt used and cost. */
record Bill(Usage usage, Money cost) {
  static final Bill NOTHING = new Bill(Usage.NONE, Money.ZERO);

  /** Of a call whose tokens are known. A model without a price costs nothing that we can say. */
  static Bill of(Call call, Usage usage) {
    Prices prices = call.model().prices().orElse(Prices.FREE);
    return new Bill(usage, prices.ofCall(usage, call.prompt().images()));
  }

  /** Of a call that the provider counted. */
  static Bill counted(Call call, Usage said) {
    return of(call, PossibleUsage.of(call, said));
  }

  /** Of a call that nobody counted to its end: by what was counted until then and what was said. */
  static Bill estimated(Call call, AnswerSink said) {
    return estimated(call, said, said.tokens());
  }

  private static Bill estimated(Call call, AnswerSink said, long output) {
    return said.counted()
        .map(counted -> ofCounted(call, said, counted))
        .orElseGet(() -> of(call, new Usage(input(call), 0, output, 0, true)));
  }

  /** A count that is not the last one lacks what was said after it. */
  private static Bill ofCounted(Call call, AnswerSink said, Usage counted) {
    if (!counted.estimated()) {
      return counted(call, counted);
    }
    Usage soFar = PossibleUsage.of(call, counted);
    return of(call, soFar.estimatedWith(Math.max(soFar.outputTokens(), said.tokens())));
  }

  /** By the length of what was sent. */
  private static long input(Call call) {
    return TokenEstimate.of(call.prompt(), Hints.NONE).expected();
  }

  /** Of a failed call: one that was refused is not billed, one at work is as far as it came. */
  static Bill ofFailed(Call call, AnswerSink said, ProviderException failure) {
    if (failure.usage().isPresent()) {
      return ofCounted(call, said, failure.usage().get());
    }
    boolean atWork =
        !said.isEmpty()
            || said.counted().isPresent()
            || (failure.kind() == FailureKind.TIMEOUT && !failure.isUnsent())
            || failure.isLost()
            || failure.unread() > 0;
    return atWork ? estimated(call, said, Math.max(said.tokens(), unread(call, failure))) : NOTHING;
  }

  /** Output tokens of an answer that came in one piece and could not be read, by its length. */
  private static long unread(Call call, ProviderException failure) {
    return Math.min(call.maxTokens(), TokenEstimate.ofAscii(failure.unread()));
  }

  /** Of input and output together. */
  long tokens() {
    return usage.inputTokens() + usage.outputTokens();
  }

  Bill plus(Bill other) {
    return new Bill(usage.plus(other.usage), cost.plus(other.cost));
  }
}
