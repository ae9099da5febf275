package dev.rung.server.rpc;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Instants as the contract spells them. */
final class Timestamps {
  private Timestamps() {}

  static Timestamp of(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
