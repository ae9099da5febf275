package dev.rung.server.select;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Headroom;
import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.Reach;
import dev.rung.server.select.Exclusion.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a model can do what a request demands, and on what terms. */
final class Ability {
  /** An answer cut shorter than this by its cost limit is not worth its price. */
  private static final int LEAST_OUTPUT = 16;

  private static final int NO_LIMIT = Integer.MAX_VALUE;
  private static final long MILLIS = 1_000;

  private final Demand demand;
  private final BudgetState budget;
  private final Map<Tier, TierTerms> terms;
  private final boolean lastResort;
  private final Optional<Shortening> shortening;

  /**
   * @param terms what tiers add to requests that leave it open
   * @param lastResort whether nobody else is left to ask, so that slow models are asked, too
   * @param shortening of the prompt for models in this process; absent where it is not allowed
   */
  Ability(
      Demand demand,
      BudgetState budget,
      Map<Tier, TierTerms> terms,
      boolean lastResort,
      Optional<Shortening> shortening) {
    this.demand = demand;
    this.budget = budget;
    this.terms = terms;
    this.lastResort = lastResort;
    this.shortening = shortening;
  }

  /**
   * Terms on which the model may be asked, or what it falls short of. That it rests is said only of
   * a model that could serve the request otherwise: whoever waits for it gets an answer.
   */
  Verdict judge(ModelState state) {
    Verdict verdict = awake(state);
    return verdict instanceof Verdict.Able && state.resting().isPresent()
        ? no(state.model(), Kind.RESTING, state.resting().get().text())
        : verdict;
  }

  /** The same, as if it did not rest. */
  private Verdict awake(ModelState state) {
    Model model = state.model();
    if (!state.isAllowedBy(demand.rights())) {
      return new Verdict.Unable(Exclusion.notAllowed(model));
    }
    if (state.notReady().isPresent()) {
      return no(model, Kind.NOT_READY, state.notReady().get());
    }
    for (Capability capability : demand.capabilities()) {
      if (!model.capabilities().contains(capability)) {
        return no(model, Kind.CAPABILITY, "cannot do " + capability.label());
      }
    }
    if (demand.limits().minQuality().isPresent()
        && state.quality() < demand.limits().minQuality().getAsDouble()) {
      return no(
          model, Kind.QUALITY, "expected quality " + state.quality() + " is below min_quality");
    }
    return fit(state);
  }

  private Verdict fit(ModelState state) {
    Model model = state.model();
    TokenEstimate input = input(model.tier()).plus(TokenEstimate.ofImages(model, demand.images()));
    OptionalInt asked = asked(model.tier());
    long most = Math.min(model.maxTokens(), asked.orElse(NO_LIMIT));
    long room = model.contextWindow() - input.expected();
    boolean here = model.reach() == Reach.IN_PROCESS;
    if (room >= Math.min(most, here || lastResort ? LEAST_OUTPUT : usualAnswer(model))) {
      return inTime(new Terms(state, input, Optional.empty()), Math.min(room, most));
    }
    int answer = AnswerRoom.of(model, asked);
    long budget = (long) model.contextWindow() - answer;
    Optional<Reduction> reduction =
        shortening.filter(_ -> here).flatMap(s -> s.within(input.expected(), budget));
    if (reduction.isEmpty()) {
      String tokens = "about " + input.expected() + " tokens";
      String misfit = room < LEAST_OUTPUT ? " do not fit " : " leave little for an answer of ";
      return no(model, Kind.CONTEXT, tokens + misfit + "its window of " + model.contextWindow());
    }
    return inTime(new Terms(state, new TokenEstimate(budget, budget), reduction), answer);
  }

  /** Whose window leaves less than this for the answer is asked where nobody has more. */
  private static int usualAnswer(Model model) {
    return Math.min(AnswerRoom.USUAL, model.contextWindow() / 2);
  }

  private OptionalInt asked(Tier tier) {
    return demand.maxTokens().isPresent() ? demand.maxTokens() : terms(tier).maxTokens();
  }

  /** Who is the last resort rather answers shorter than not at all. */
  private Verdict inTime(Terms asked, long wanted) {
    Optional<Pace> pace = asked.state().pace();
    return pace.isPresent() ? inTime(asked, pace.get(), wanted) : fast(asked, (int) wanted);
  }

  /** A model beyond this process, by what it has needed of late. */
  private Verdict fast(Terms asked, int wanted) {
    Optional<Duration> needs = asked.state().live().speed().map(speed -> speed.time(wanted));
    if (!lastResort && needs.filter(time -> time.compareTo(demand.left()) > 0).isPresent()) {
      String time = "needs about " + seconds(needs.get()) + " s";
      String left = seconds(demand.left()) + " s are left for it";
      return no(asked.state().model(), Kind.TIME, time + ", and " + left);
    }
    return afford(asked, wanted, needs);
  }

  private Verdict inTime(Terms asked, Pace pace, long wanted) {
    Model model = asked.state().model();
    TokenEstimate input = asked.input();
    boolean last = lastResort || model.tier() == Tier.LOCAL_FALLBACK;
    Duration limit = demand.left();
    if (!last && pace.longest().compareTo(limit) < 0) {
      limit = pace.longest();
    }
    long needed = Math.min(wanted, Math.max(LEAST_OUTPUT, Math.round(pace.answer())));
    long possible = pace.outputWithin(input.expected(), limit);
    if (possible >= (last ? Math.min(needed, LEAST_OUTPUT) : needed)) {
      return afford(
          asked,
          (int) (last ? Math.min(wanted, possible) : wanted),
          Optional.of(pace.time(input.expected(), needed)));
    }
    String time = "needs about " + seconds(pace.time(input.expected(), needed)) + " s";
    return no(model, Kind.TIME, time + ", and " + seconds(limit) + " s are left for it");
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), MILLIS);
  }

  private TierTerms terms(Tier tier) {
    return terms.getOrDefault(tier, TierTerms.NONE);
  }

  private TokenEstimate input(Tier tier) {
    return demand.ownSystemPrompt()
        ? demand.input()
        : demand.input().plus(terms(tier).systemPrompt());
  }

  private Verdict afford(Terms asked, int maxTokens, Optional<Duration> needs) {
    Model model = asked.state().model();
    TokenEstimate input = asked.input();
    Prices prices = model.prices().orElse(Prices.FREE);
    int payable = maxTokens;
    Optional<Money> cap = demand.limits().maxCost();
    if (cap.isPresent()) {
      if (model.prices().isEmpty()) {
        return no(model, Kind.COST, "has no known price, which max_cost needs");
      }
      payable = payable(prices, input, maxTokens, cap.get());
      if (payable < Math.min(maxTokens, LEAST_OUTPUT)) {
        Money wanted = bound(prices, input, maxTokens);
        return no(model, Kind.COST, "may cost " + wanted + ", over max_cost");
      }
    }
    Money bound = bound(prices, input, payable);
    Optional<Headroom> tightest = budget.tightest(model.name(), model.provider());
    if (!bound.isZero() && tightest.isPresent() && bound.isMoreThan(tightest.get().left())) {
      return no(
          model,
          Kind.BUDGET,
          "may cost " + bound + ", more than the budget " + tightest.get().budget() + " has left");
    }
    Candidate expected = expected(asked.state(), input, payable);
    return new Verdict.Able(
        asked.state(), payable, payable < maxTokens, asked.reduction(), bound, expected, needs);
  }

  private Money bound(Prices prices, TokenEstimate input, int outputTokens) {
    return prices.bound(input.bound(), outputTokens, demand.images());
  }

  /**
   * The most output tokens that the cap pays for with the input, by the very sum that is set aside
   * for them; -1 where it does not pay for the input.
   */
  private int payable(Prices prices, TokenEstimate input, int maxTokens, Money cap) {
    if (!bound(prices, input, maxTokens).isMoreThan(cap)) {
      return maxTokens;
    }
    int paid = -1;
    int unpaid = maxTokens;
    while (unpaid - paid > 1) {
      int middle = (paid + unpaid) >>> 1;
      if (bound(prices, input, middle).isMoreThan(cap)) {
        unpaid = middle;
      } else {
        paid = middle;
      }
    }
    return paid;
  }

  private Candidate expected(ModelState state, TokenEstimate input, int maxTokens) {
    int output = Math.min(maxTokens, AnswerRoom.USUAL);
    Usage usage = new Usage(input.expected(), 0, output, 0, true);
    Model model = state.model();
    Live live = state.live();
    Duration latency = live.speed().map(speed -> speed.time(maxTokens)).orElse(state.latency());
    return new Candidate(
        model.name(),
        model.tier(),
        model.prices().orElse(Prices.FREE).ofCall(usage, demand.images()),
        latency,
        0,
        state.quality(),
        live.speed().map(Speed::firstToken).filter(Duration::isPositive).orElse(latency),
        live.successRate(),
        live.waiting());
  }

  private static Verdict no(Model model, Kind kind, String reason) {
    return new Verdict.Unable(new Exclusion(model.name(), model.tier(), kind, reason));
  }

  /** A model, and how much of the prompt it is sent. */
  private record Terms(ModelState state, TokenEstimate input, Optional<Reduction> reduction) {}

  /** What comes of judging a model. */
  sealed interface Verdict {
    record Able(
        ModelState state,
        int maxTokens,
        boolean cutByCost,
        Optional<Reduction> reduction,
        Money bound,
        Candidate expected,
        Optional<Duration> needs)
        implements Verdict {}

    record Unable(Exclusion exclusion) implements Verdict {}
  }
}
