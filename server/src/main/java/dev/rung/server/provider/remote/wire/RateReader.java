package dev.rung.server.provider.remote.wire;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Call;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells a call what its response's head says about limits. Safe for several threads.
 *
 * @param clock for resets that are given as a time of day
 */
public record RateReader(RateHeaders headers, InstantSource clock) {

  /** Tells nothing where nothing is said. */
  public void tell(HttpExchange exchange, Call call) {
    List<Allowance> said = headers.read(exchange::header, clock.instant());
    if (!said.isEmpty()) {
      call.allowances().accept(said);
    }
  }
}
