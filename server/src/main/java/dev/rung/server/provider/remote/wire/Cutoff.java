package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;

/** Why we ended an exchange ourselves. */
enum Cutoff {
  FIRST_BYTE("began no response in time"),
  FIRST_OUTPUT("gave no output in time for another model to answer"),
  IDLE("stopped in the middle of its response"),
  DEADLINE("had not finished when the deadline passed");

  private final String text;

  Cutoff(String text) {
    this.text = text;
  }

  ProviderException failure(String provider) {
    return ProviderException.of(FailureKind.TIMEOUT, provider + " " + text);
  }
}
