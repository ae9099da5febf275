package dev.rung.server.select;

import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Money;
import dev.rung.server.provider.Model;

/**
 * A model that may be asked, and on what terms.
 *
 * @param candidate the same as the decision shows it
 * @param maxTokens output tokens that window, model, caller and cost limit leave
 * @param cutByCost whether the cost limit is what holds {@code maxTokens} down
 * @param bound the most that one attempt can cost
 */
public record Planned(
    Model model, Candidate candidate, int maxTokens, boolean cutByCost, Money bound) {}
