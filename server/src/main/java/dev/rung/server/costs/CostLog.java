package dev.rung.server.costs;

import dev.rung.server.generate.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The line of the log about what was spent. */
final class CostLog {
  private static final Logger LOG = LoggerFactory.getLogger(CostLog.class);

  private CostLog() {}

  /** Says nothing where nothing happened. */
  static void write(CostReport report) {
    CostSums total = report.total();
    if (total.isNothing()) {
      return;
    }
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("from", report.from())
            .addKeyValue("to", report.to())
            .addKeyValue("requests", total.requests())
            .addKeyValue("attempts", total.attempts())
            .addKeyValue("cost_usd", usd(total.cost()));
    compared(line, total)
        .addKeyValue("wasted_usd", usd(total.wasted()))
        .addKeyValue("estimated_usd", usd(total.estimated()))
        .addKeyValue("unpriced_attempts", total.unpriced())
        .log("costs");
  }

  private static LoggingEventBuilder compared(LoggingEventBuilder line, CostSums total) {
    return total.baseline().isZero()
        ? line
        : line.addKeyValue("saved_usd", usd(total.saved()))
            .addKeyValue("saved_pct", percent(total.saved(), total.baseline()));
  }

  private static String usd(Money money) {
    return BigDecimal.valueOf(money.nanos(), 9).toPlainString();
  }

  /** Of the whole, to a tenth; the whole is not zero. */
  private static BigDecimal percent(Money part, Money whole) {
    return BigDecimal.valueOf(part.nanos())
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(whole.nanos()), 1, RoundingMode.HALF_UP);
  }
}
