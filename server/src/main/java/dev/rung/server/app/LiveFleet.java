package dev.rung.server.app;

import dev.rung.server.budget.Budget;
import dev.rung.server.engine.FleetSource;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.generate.Caller;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.guard.Load;
import dev.rung.server.key.Keyring;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Roster;
import dev.rung.server.provider.local.LocalModels;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.Live;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Pace;
import dev.rung.server.stats.LiveFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fleet as it stands: the roster with measured latency and the state of the budgets. */
record LiveFleet(
    LiveFigures figures,
    Feedback feedback,
    Budget budget,
    Guard guard,
    Keyring keys,
    LocalModels local,
    Duration longest,
    boolean online)
    implements FleetSource {

  @Override
  public Fleet picture(Roster roster, Caller caller) {
    List<ModelState> states = new ArrayList<>(roster.models().size());
    for (Listed listed : roster.models()) {
      states.add(state(listed, roster, caller));
    }
    return new Fleet(states, budget.state(caller), online);
  }

  private ModelState state(Listed listed, Roster roster, Caller caller) {
    Model model = listed.model();
    Optional<Hindrance> ofKeys = keys.resting(model, roster.keys(model));
    Optional<Hindrance> resting = guard.resting(model.name());
    boolean lastResort =
        resting.isPresent() && ofKeys.isEmpty() && guard.isLastResort(model.name());
    return new ModelState(
        model,
        figures.latency(model.name(), model.latencyPrior()),
        feedback.expected(caller.tenant(), model.name(), model.tier(), model.qualityPrior()),
        listed.notReady().or(() -> local.notReady(model.name())),
        local.pace(model.name()).map(p -> new Pace(p.input(), p.output(), p.length(), longest)),
        resting.or(() -> ofKeys),
        lastResort,
        live(model.name()));
  }

  private Live live(String model) {
    Optional<Load> load = guard.load(model);
    return new Live(
        figures.speed(model),
        figures.successRate(model),
        load.map(Load::waiting).orElse(0),
        load.map(Load::limit).orElse(1));
  }
}
