package dev.rung.server.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.rung.server.generate.Tier;
import dev.rung.server.simulate.Figures;
import dev.rung.server.simulate.Simulation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A simulation as JSON: shares from 0 to 1, money in dollars, time in milliseconds. */
final class SimulationJson {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;

  private SimulationJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(Simulation simulation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new SimulationJson(json).write(simulation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(Simulation simulation) throws IOException {
    json.writeStartObject();
    json.writeNumberField("tasks", simulation.tasks());
    json.writeNumberField("models", simulation.models());
    json.writeNumberField("input_tokens", simulation.inputTokens());
    json.writeNumberField("output_tokens", simulation.outputTokens());
    json.writeNumberField("bumped", simulation.bumped());
    json.writeNumberField("failed", simulation.failed());
    json.writeArrayFieldStart("ways");
    for (SimulationRow row : SimulationRow.of(simulation)) {
      way(row);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("spoke");
    for (Simulation.Spoke one : simulation.spoke()) {
      spoke(one);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void way(SimulationRow row) throws IOException {
    Figures figures = row.figures();
    json.writeStartObject();
    json.writeStringField("kind", row.kind());
    json.writeStringField("name", row.name());
    json.writeBooleanField("configured", row.configured());
    json.writeObjectFieldStart("tiers");
    for (Tier tier : SimulationRow.TIERS) {
      json.writeNumberField(name(tier), figures.count(tier));
    }
    json.writeEndObject();
    json.writeNumberField("nobody", figures.nobody());
    json.writeNumberField("cost_usd", figures.cost().usd());
    if (row.saved().isPresent()) {
      json.writeNumberField("saved", row.saved().getAsDouble());
    }
    json.writeNumberField("small_share", figures.smallShare());
    json.writeNumberField("quality", figures.quality());
    json.writeNumberField("latency_ms", figures.latency().toNanos() / 1e6);
    json.writeEndObject();
  }

  private void spoke(Simulation.Spoke one) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", one.name());
    json.writeNumberField("decided", one.decided());
    json.writeArrayFieldStart("by_tier");
    for (long count : one.byTier()) {
      json.writeNumber(count);
    }
    json.writeEndArray();
    json.writeNumberField("counted_in", one.spoke());
    json.writeEndObject();
  }

  private static String name(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }
}
