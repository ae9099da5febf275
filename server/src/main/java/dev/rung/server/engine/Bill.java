package dev.rung.server.engine;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.TokenEstimate;

/** What an attempt used and cost. */
record Bill(Usage usage, Money cost) {
  static final Bill NOTHING = new Bill(Usage.NONE, Money.ZERO);

  static Bill of(Model model, Usage usage) {
    return new Bill(usage, model.prices().orElse(Prices.FREE).of(usage));
  }

  /** Of a call that nobody counted: by the length of what was sent and what was said. */
  static Bill estimated(Call call, AnswerSink said) {
    long input = TokenEstimate.of(call.prompt(), Hints.NONE).expected();
    long output = TokenEstimate.of(said.text()).expected();
    for (ToolCall made : said.toolCalls()) {
      output += TokenEstimate.of(made.name() + made.arguments()).expected();
    }
    return of(call.model(), new Usage(input, 0, output, 0, true));
  }

  /** Of a failed call: one that was refused is not billed, one at work is as far as it came. */
  static Bill ofFailed(Call call, AnswerSink said, ProviderException failure) {
    if (failure.usage().isPresent()) {
      return of(call.model(), failure.usage().get());
    }
    boolean atWork = !said.isEmpty() || failure.kind() == FailureKind.TIMEOUT;
    return atWork ? estimated(call, said) : NOTHING;
  }

  Bill plus(Bill other) {
    return new Bill(usage.plus(other.usage), cost.plus(other.cost));
  }
}
