package dev.rung.server.template.function;

import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A version 4 UUID (RFC 9562, section 5.4), as hard to guess as the generator behind it. */
record RandomUuid(RandomGenerator random) implements TemplateFunction {
  @Override
  public Optional<String> answer(Arguments arguments) {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & ~(3L << 62)) | (1L << 63);
    return Optional.of(new UUID(high, low).toString());
  }
}
