package dev.rung.server.app.cli;

import dev.rung.v1.GetCostsResponse.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Costs as CSV (RFC 4180, line feeds): a line of names, then one for each row. A name that a
 * spreadsheet would take for a formula gets an apostrophe in front.
 */
final class CostCsv {
  private static final String FORMULA = "=+-@\t\r";

  private CostCsv() {}

  static String of(CostFigures costs) {
    List<String> lines = new ArrayList<>();
    lines.add(names(costs.by()));
    costs.rows().forEach(row -> lines.add(line(costs, row)));
    return String.join("\n", lines);
  }

  private static String names(String by) {
    return "from,to,"
        + by
        + ",requests,attempts,input_tokens,cached_input_tokens,cache_write_tokens,"
        + "output_tokens,reasoning_tokens,"
        + "cost_usd,share,baseline_usd,saved_usd,wasted_usd,estimated_usd,unpriced_attempts";
  }

  private static String line(CostFigures costs, CostFigures.Row row) {
    Line line = row.line();
    return String.join(
        ",",
        row.part().from().toString(),
        row.part().to().toString(),
        text(line.getKey()),
        Long.toString(line.getRequests()),
        Long.toString(line.getAttempts()),
        Long.toString(line.getInputTokens()),
        Long.toString(line.getCachedInputTokens()),
        Long.toString(line.getCacheWriteTokens()),
        Long.toString(line.getOutputTokens()),
        Long.toString(line.getReasoningTokens()),
        usd(line.getCostNanos()),
        Show.fixed(costs.share(line), 4),
        usd(line.getBaselineCostNanos()),
        usd(CostFigures.saved(line)),
        usd(line.getWastedCostNanos()),
        usd(line.getEstimatedCostNanos()),
        Long.toString(line.getUnpricedAttempts()));
  }

  static String text(String name) {
    boolean formula = !name.isEmpty() && FORMULA.indexOf(name.charAt(0)) >= 0;
    String safe = formula ? "'" + name : name;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static String usd(long nanos) {
    return BigDecimal.valueOf(nanos, 9).toPlainString();
  }
}
