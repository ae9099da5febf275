package dev.rung.server.rpc;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Instants as the contract spells them. */
final class Timestamps {
  /** Beyond it no instant is taken. */
  static final String RULE = "must be an instant from 1970 to 9999";

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int SECOND = 1_000_000_000;

  private Timestamps() {}

  static Timestamp of(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** The instant that is meant; absent where it breaks the {@link #RULE}. */
  static Optional<Instant> read(Timestamp at) {
    boolean holds =
        at.getSeconds() >= 0
            && at.getSeconds() <= LAST_SECOND
            && at.getNanos() >= 0
            && at.getNanos() < SECOND;
    return holds
        ? Optional.of(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()))
        : Optional.empty();
  }
}
