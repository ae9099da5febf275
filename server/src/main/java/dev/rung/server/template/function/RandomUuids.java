package dev.rung.server.template.function;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * UUIDs of RFC 9562, as hard to guess as the generator behind them: of the group "version" (4 where
 * it is missing, or 7, which begins with the time), as many as the group "count" says (one where it
 * is missing), a line each.
 */
record RandomUuids(InstantSource clock, RandomGenerator random) implements TemplateFunction {
  private static final int MOST = 100;

  @Override
  public Optional<String> answer(Arguments arguments) {
    int count = count(arguments.get("count").toLowerCase(Locale.ROOT));
    if (count < 1 || count > MOST) {
      return Optional.empty();
    }
    boolean ofTime = arguments.get("version").equals("7");
    return Optional.of(
        IntStream.range(0, count)
            .mapToObj(any -> (ofTime ? ofTime() : ofChance()).toString())
            .collect(Collectors.joining("\n")));
  }

  /** Version 4: random but for six bits. */
  private UUID ofChance() {
    return uuid(random.nextLong(), 4);
  }

  /** Version 7: 48 bits of milliseconds since 1970, then random bits. */
  private UUID ofTime() {
    return uuid((clock.millis() << 16) | (random.nextLong() >>> 48), 7);
  }

  private UUID uuid(long high, int version) {
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return new UUID((high & ~0xF000L) | ((long) version << 12), low);
  }

  /** Zero for what is no small number. */
  private static int count(String text) {
    return switch (text) {
      case "" -> 1;
      case "two" -> 2;
      case "three" -> 3;
      case "four" -> 4;
      case "five" -> 5;
      case "ten" -> 10;
      default -> text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    };
  }
}
