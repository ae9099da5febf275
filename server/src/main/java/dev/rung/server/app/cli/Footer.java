package dev.rung.server.app.cli;

import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateResponse;
import java.util.ArrayList;
import java.util.List;

/** Who answered, in a line: model, tier, cost, time, and what is out of the ordinary. */
final class Footer {

  private Footer() {}

  static String of(GenerateResponse response) {
    List<String> facts = new ArrayList<>();
    facts.add(response.getModel().isEmpty() ? "template" : response.getModel());
    facts.add(Show.tier(response.getTier()));
    facts.add(
        Show.money(response.getCostNanos())
            + (response.getDecision().getUnpriced() ? " (unpriced)" : ""));
    facts.add(Show.millis(response.getLatencyMs()));
    if (response.getCacheHit()) {
      facts.add("from the cache");
    }
    if (response.getFinishReason() != FinishReason.STOP) {
      facts.add("ended by " + Show.label(response.getFinishReason()));
    }
    facts.addAll(response.getDecision().getDegradedList());
    return String.join(" · ", facts);
  }
}
