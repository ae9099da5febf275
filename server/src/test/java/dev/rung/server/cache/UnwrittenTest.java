package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnwrittenTest {
  private static CacheKey key(int number) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) number;
    return CacheKey.of(bytes);
  }

  @Test
  void givesTheOldestFirstAndForgetsThem() {
    Unwritten unwritten = new Unwritten(10);
    unwritten.add(key(1));
    unwritten.add(key(2));
    unwritten.add(key(3));
    unwritten.add(key(1));

    assertThat(unwritten.take(2)).containsExactly(key(2), key(3));
    assertThat(unwritten.take(2)).containsExactly(key(1));
    assertThat(unwritten.isEmpty()).isTrue();
    assertThat(unwritten.count()).isZero();
  }

  @Test
  void givesUpTheOldestWhereThereAreTooMany() {
    Unwritten unwritten = new Unwritten(2);
    unwritten.add(key(1));
    unwritten.add(key(2));
    unwritten.add(key(2));
    unwritten.add(key(3));

    assertThat(unwritten.count()).isEqualTo(3);
    assertThat(unwritten.take(10)).containsExactly(key(2), key(3));
    assertThat(unwritten.count()).isEqualTo(1);
  }
}
