package dev.rung.server.template.function;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Coin, dice and random whole numbers. */
record Chance(RandomGenerator random) {
  private static final int MAX_DICE = 100;
  private static final int MAX_DIGITS = 9;

  Optional<String> coin() {
    return Optional.of(random.nextBoolean() ? "Heads" : "Tails");
  }

  /** The group "count" dice (one where missing) of the group "sides" sides (six where missing). */
  Optional<String> dice(Arguments arguments) {
    OptionalInt count = number(arguments.get("count"), 1);
    OptionalInt sides = number(arguments.get("sides"), 6);
    if (count.isEmpty() || sides.isEmpty()) {
      return Optional.empty();
    }
    boolean fits = count.getAsInt() >= 1 && count.getAsInt() <= MAX_DICE && sides.getAsInt() >= 2;
    return fits ? Optional.of(rolled(count.getAsInt(), sides.getAsInt())) : Optional.empty();
  }

  private String rolled(int count, int sides) {
    int[] rolls = IntStream.range(0, count).map(i -> random.nextInt(sides) + 1).toArray();
    if (count == 1) {
      return Integer.toString(rolls[0]);
    }
    long sum = IntStream.of(rolls).asLongStream().sum();
    return IntStream.of(rolls).mapToObj(Integer::toString).collect(Collectors.joining(" + "))
        + " = "
        + sum;
  }

  /** A whole number from the group "low" to the group "high", both included. */
  Optional<String> number(Arguments arguments) {
    OptionalInt low = number(arguments.get("low"), 1);
    OptionalInt high = number(arguments.get("high"), 100);
    if (low.isEmpty() || high.isEmpty() || low.getAsInt() > high.getAsInt()) {
      return Optional.empty();
    }
    return Optional.of(Integer.toString(random.nextInt(low.getAsInt(), high.getAsInt() + 1)));
  }

  private static OptionalInt number(String digits, int whenMissing) {
    if (digits.isEmpty()) {
      return OptionalInt.of(whenMissing);
    }
    Optional<Integer> spelled = NumberWords.of(Tongue.ENGLISH).value(digits);
    if (spelled.isPresent()) {
      return OptionalInt.of(spelled.get());
    }
    boolean plain = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain && digits.length() <= MAX_DIGITS
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }
}
