package dev.rung.server.rpc;

import dev.rung.server.models.CheckpointReport;
import dev.rung.server.models.CheckpointState;
import dev.rung.v1.Checkpoint;
import dev.rung.v1.Checkpoint.State;

/** Checkpoints as the contract spells them. */
final class CheckpointWriter {
  private static final int WHOLE = 100;

  private CheckpointWriter() {}

  static Checkpoint write(CheckpointReport report) {
    Checkpoint.Builder out =
        Checkpoint.newBuilder()
            .setName(report.name())
            .setHubId(report.hubId().orElse(""))
            .setBytesOnDisk(report.bytesOnDisk())
            .setDownloadBytes(report.downloadBytes())
            .putAllMemoryBytes(report.memoryBytes());
    switch (report.state()) {
      case CheckpointState.Absent _ -> out.setState(State.ABSENT);
      case CheckpointState.Partial(int percent) -> out.setState(State.PARTIAL).setPercent(percent);
      case CheckpointState.Ready _ -> out.setState(State.READY).setPercent(WHOLE);
      case CheckpointState.Damaged(String why) ->
          out.setState(State.DAMAGED).setDetail(why).setPercent(WHOLE);
      case CheckpointState.Unsupported(String why) ->
          out.setState(State.UNSUPPORTED).setDetail(why).setPercent(WHOLE);
    }
    return out.build();
  }
}
