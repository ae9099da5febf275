package dev.rung.server.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.rung.v1.GetCostsResponse.Line;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Costs as JSON: money in dollars and in nano-dollars, shares from 0 to 1. */
final class CostJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final CostFigures costs;

  private CostJson(JsonGenerator json, CostFigures costs) {
    this.json = json;
    this.costs = costs;
  }

  static String of(CostFigures costs) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new CostJson(json, costs).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("from", costs.period().from().toString());
    json.writeStringField("to", costs.period().to().toString());
    json.writeStringField("time_zone", costs.period().zone().getId());
    json.writeStringField("by", costs.by());
    json.writeArrayFieldStart("lines");
    for (CostFigures.Row row : costs.rows()) {
      json.writeStartObject();
      if (costs.isDivided()) {
        json.writeStringField("from", row.part().from().toString());
        json.writeStringField("to", row.part().to().toString());
      }
      json.writeStringField(costs.by(), row.line().getKey());
      sums(row.line());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("total");
    sums(costs.total());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void sums(Line line) throws IOException {
    json.writeNumberField("requests", line.getRequests());
    json.writeNumberField("attempts", line.getAttempts());
    json.writeNumberField("input_tokens", line.getInputTokens());
    json.writeNumberField("cached_input_tokens", line.getCachedInputTokens());
    json.writeNumberField("cache_write_tokens", line.getCacheWriteTokens());
    json.writeNumberField("output_tokens", line.getOutputTokens());
    json.writeNumberField("reasoning_tokens", line.getReasoningTokens());
    money("cost", line.getCostNanos());
    json.writeNumberField("share", costs.share(line));
    money("baseline", line.getBaselineCostNanos());
    money("saved", CostFigures.saved(line));
    json.writeNumberField("saved_share", CostFigures.savedShare(line));
    money("wasted", line.getWastedCostNanos());
    money("estimated", line.getEstimatedCostNanos());
    json.writeNumberField("unpriced_attempts", line.getUnpricedAttempts());
  }

  private void money(String name, long nanos) throws IOException {
    json.writeFieldName(name + "_usd");
    json.writeNumber(BigDecimal.valueOf(nanos, 9).toPlainString());
    json.writeNumberField(name + "_nanos", nanos);
  }
}
