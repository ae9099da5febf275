package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.server.config.ByteSizes;
import dev.rung.v1.Checkpoint;
import java.util.List;
import java.util.stream.Collectors;

/** The checkpoints of a daemon's machine, as a table. */
final class CheckpointTable {
  private static final String UNKNOWN = "-";

  /** Those that every architecture has. */
  private static final List<String> PRECISIONS = List.of("f32", "bf16", "int8");

  private CheckpointTable() {}

  static Table of(List<Checkpoint> checkpoints) {
    Table table =
        new Table(
            text("CHECKPOINT"),
            text("HUB ID"),
            number("DOWNLOAD"),
            number("ON DISK"),
            number("MEMORY IN " + String.join(" / ", PRECISIONS)),
            text("STATE"));
    for (Checkpoint checkpoint : checkpoints) {
      table.row(
          checkpoint.getName(),
          checkpoint.getHubId().isEmpty() ? UNKNOWN : checkpoint.getHubId(),
          size(checkpoint.getDownloadBytes()),
          size(checkpoint.getBytesOnDisk()),
          memory(checkpoint),
          state(checkpoint));
    }
    return table;
  }

  private static String memory(Checkpoint checkpoint) {
    return PRECISIONS.stream()
        .map(precision -> size(checkpoint.getMemoryBytesOrDefault(precision, 0)))
        .collect(Collectors.joining(" / "));
  }

  private static String size(long bytes) {
    return bytes == 0 ? UNKNOWN : ByteSizes.text(bytes);
  }

  private static String state(Checkpoint checkpoint) {
    return switch (checkpoint.getState()) {
      case ABSENT -> "not here: rung models pull " + checkpoint.getName();
      case PARTIAL -> checkpoint.getPercent() + " % here: rung models pull goes on";
      case READY -> "ready";
      case DAMAGED -> "damaged: " + checkpoint.getDetail();
      case UNSUPPORTED -> "not supported: " + checkpoint.getDetail();
      case STATE_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }
}
