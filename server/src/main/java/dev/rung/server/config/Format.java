package dev.rung.server.config;

import dev.rung.server.generate.Money;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a setting's value must be: the one place where a rule stands, for files, variables and
 * records alike.
 *
 * @param rule in words; completes "must be ..."
 * @param conversion absent for a scalar of another type
 * @param allowed what is true of every value
 * @param spelling a value as settings spell it
 * @param secretive whether what stands there by mistake might be a secret, so that it is not shown
 */
record Format<T>(
    String rule,
    Function<Node.Scalar, Optional<T>> conversion,
    Predicate<T> allowed,
    Function<T, String> spelling,
    boolean secretive) {
  private static final long NANOS = 1_000_000_000L;

  static final Format<Boolean> FLAG = of("true or false", Scalars::flag);

  /** How many of something there may be, at least one. */
  static final Format<Integer> UP_TO_A_MILLION = count(1, 1_000_000);

  static final Format<String> TEXT =
      of("a text that is not blank", Scalars::text).where(text -> !text.isBlank());

  static final Format<Path> PATH = parsed("a path", Format::path);

  static final Format<Address> ADDRESS = parsed("an address, host:port", Address::parse);

  /** A path, or none: the text "off" or an empty one. */
  static final Format<Optional<Path>> PATH_OR_OFF =
      parsed("a path, or off", Format::pathOrOff)
          .spelled(path -> path.map(Path::toString).orElse("off"));

  /** An address, or none: the text "off" or an empty one. */
  static final Format<Optional<Address>> ADDRESS_OR_OFF =
      parsed("an address, host:port, or off", Format::addressOrOff)
          .spelled(address -> address.map(Address::toString).orElse("off"));

  static final Format<String> VARIABLE =
      of("the name of an environment variable", Scalars::text)
          .where(Format::isVariable)
          .keptSecret();

  private static <T> Format<T> of(String rule, Function<Node.Scalar, Optional<T>> conversion) {
    return new Format<>(rule, conversion, any -> true, Object::toString, false);
  }

  /** A whole number in a range, both ends included. */
  static Format<Long> whole(long min, long max) {
    return of("a whole number from " + min + " to " + max, Scalars::whole)
        .where(value -> value >= min && value <= max);
  }

  /** The same, for numbers that are small. */
  static Format<Integer> count(int min, int max) {
    return whole(min, max).mapped(Math::toIntExact).where(value -> value >= min && value <= max);
  }

  /** A number in a range, both ends included. */
  static Format<Double> number(double min, double max) {
    return of("a number from " + plain(min) + " to " + plain(max), Scalars::number)
        .where(value -> value >= min && value <= max);
  }

  /** One of these values, under these names. */
  static <T> Format<T> oneOf(List<T> values, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    values.forEach(value -> byName.put(name.apply(value), value));
    return parsed(
            "one of " + String.join(", ", byName.keySet()),
            text -> Optional.ofNullable(byName.get(text)))
        .spelled(name);
  }

  /** A text that becomes a value of its own type. */
  static <T> Format<T> parsed(String rule, Function<String, Optional<T>> parse) {
    return of(rule, scalar -> Scalars.text(scalar).flatMap(parse));
  }

  /** An amount of US dollars from 0 to so many. */
  static Format<Money> usd(long max) {
    return number(0, (double) max)
        .mapped(Money::ofUsd)
        .where(money -> money.nanos() >= 0 && !money.isMoreThan(new Money(max * NANOS)));
  }

  /** Values of another type, made from these; what this format allows must be said again. */
  <R> Format<R> mapped(Function<T, R> to) {
    return of(rule, scalar -> read(scalar).map(to));
  }

  /** The same, for fewer values; the rule must say so already. */
  Format<T> where(Predicate<T> also) {
    return new Format<>(rule, conversion, allowed.and(also), spelling, secretive);
  }

  /** The same under another rule. */
  Format<T> ruled(String words) {
    return new Format<>(words, conversion, allowed, spelling, secretive);
  }

  Format<T> spelled(Function<T, String> how) {
    return new Format<>(rule, conversion, allowed, how, secretive);
  }

  Format<T> keptSecret() {
    return new Format<>(rule, conversion, allowed, spelling, true);
  }

  Optional<T> read(Node.Scalar scalar) {
    return conversion.apply(scalar).filter(allowed);
  }

  /** For the constructors of records. */
  void check(String name, T value) {
    if (!allowed.test(value)) {
      String found = secretive ? "" : ", not " + spelling.apply(value);
      throw new IllegalArgumentException(name + " must be " + rule + found);
    }
  }

  void check(String name, Optional<T> value) {
    value.ifPresent(present -> check(name, present));
  }

  /** Whether a name has 1 to so many characters, none of them white space or a control. */
  static boolean isVisible(String name, int longest) {
    return !name.isEmpty()
        && name.length() <= longest
        && name.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
  }

  static boolean isVariable(String name) {
    return !name.isEmpty()
        && !Character.isDigit(name.charAt(0))
        && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
  }

  private static Optional<Optional<Path>> pathOrOff(String text) {
    if (isOff(text)) {
      return Optional.of(Optional.empty());
    }
    Optional<Path> path = path(text);
    return path.isPresent() ? Optional.of(path) : Optional.empty();
  }

  private static boolean isOff(String text) {
    return text.isEmpty() || text.equals("off");
  }

  private static Optional<Optional<Address>> addressOrOff(String text) {
    if (isOff(text)) {
      return Optional.of(Optional.empty());
    }
    Optional<Address> address = Address.parse(text);
    return address.isPresent() ? Optional.of(address) : Optional.empty();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(text).filter(t -> !t.isBlank()).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
