package dev.rung.server.record;

/** Somebody who is told of every request. Quick, and never throws. */
@FunctionalInterface
public interface Recorder {
  void record(RequestRecord done);
}
