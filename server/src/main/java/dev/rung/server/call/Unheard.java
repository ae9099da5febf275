package dev.rung.server.call;

import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import dev.rung.server.record.Recorder;
import dev.rung.server.record.RequestRecord;
import java.time.InstantSource;

/**
 * Takes down the requests that end before an engine hears of them, so that each leaves its line in
 * the log. They say nothing about routing or models, and are in no other figures. Safe for several
 * threads.
 *
 * @param recorder told on the thread that brought the request
 */
public record Unheard(Recorder recorder, InstantSource clock) {

  /** Never throws. */
  public void record(RequestId id, String tenant, Reason why, boolean stream) {
    recorder.record(RequestRecord.unheard(id, tenant, clock.instant(), why.name(), stream));
  }
}
