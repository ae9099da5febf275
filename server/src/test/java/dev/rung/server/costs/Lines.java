package dev.rung.server.costs;

import dev.rung.server.budget.LedgerLine;
import dev.rung.server.budget.LedgerLine.Result;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import java.time.Instant;

/**
 * Builds a line of the ledger for a test: answered by "small" for "default", 10 tokens in, 5 out.
 */
final class Lines {
  private long id = 1;
  private Instant at = Instant.EPOCH;
  private String tenant = "default";
  private String model = "small";
  private String provider = "openai";
  private Tier tier = Tier.SMALL;
  private Money cost = new Money(100);
  private Usage usage = new Usage(10, 0, 5, 0, false);
  private boolean unpriced;
  private boolean wasted;

  static Lines at(Instant at) {
    Lines lines = new Lines();
    lines.at = at;
    return lines;
  }

  static Lines at(String at) {
    return at(Instant.parse(at));
  }

  Lines id(long value) {
    id = value;
    return this;
  }

  Lines tenant(String value) {
    tenant = value;
    return this;
  }

  Lines model(String name, String itsProvider, Tier itsTier) {
    model = name;
    provider = itsProvider;
    tier = itsTier;
    return this;
  }

  Lines cost(long nanos) {
    cost = new Money(nanos);
    return this;
  }

  Lines usage(Usage value) {
    usage = value;
    return this;
  }

  Lines unpriced() {
    unpriced = true;
    cost = Money.ZERO;
    return this;
  }

  Lines wasted() {
    wasted = true;
    return this;
  }

  LedgerLine build() {
    return new LedgerLine(
        id,
        new RequestId("request-" + id),
        at,
        tenant,
        model,
        provider,
        tier,
        wasted ? Result.FAILED : Result.ANSWERED,
        cost,
        cost,
        usage,
        usage.estimated(),
        unpriced,
        wasted);
  }
}
