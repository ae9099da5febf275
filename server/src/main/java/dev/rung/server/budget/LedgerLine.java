package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * One attempt at one model, as the ledger keeps it. Every attempt that called a model has exactly
 * one.
 *
 * @param id unique among all lines, and growing with the time at which attempts began
 * @param request several attempts may belong to one
 * @param at when the money was reserved, which decides the period it counts in
 * @param reserved the bound that was set aside; nothing where the model is free
 * @param cost what the provider will bill
 * @param estimated whether the provider gave no whole count, so that the cost is Rung's own
 * @param unpriced whether the model has no price, so that the cost is not known; it is zero then
 * @param wasted whether nobody got the answer that it paid for
 */
public record LedgerLine(
    long id,
    RequestId request,
    Instant at,
    String tenant,
    String model,
    String provider,
    Tier tier,
    Result result,
    Money reserved,
    Money cost,
    Usage usage,
    boolean estimated,
    boolean unpriced,
    boolean wasted) {

  /** How the attempt ended. */
  public enum Result {
    ANSWERED(0),
    FAILED(1),
    /** With an answer that does not follow the request's schema. */
    UNFIT(2),
    /** The caller went away. */
    CANCELLED(3),
    /** Another model that was asked at the same time was faster. */
    OUTRUN(4),
    /** The daemon died before it ended: it counts for as much as was set aside. */
    RECOVERED(5);

    private final int code;

    Result(int code) {
      this.code = code;
    }

    /** As it is kept on the disk; never changes. */
    public int code() {
      return code;
    }

    static Optional<Result> ofCode(int code) {
      return Arrays.stream(values()).filter(result -> result.code == code).findFirst();
    }
  }
}
