package dev.rung.server.models;

/** How a checkpoint stands on this machine. */
public sealed interface CheckpointState {

  /** A manifest describes it; nothing of it is here. */
  record Absent() implements CheckpointState {}

  /** An unfinished pull left a part of it, 0 to 99 percent. */
  record Partial(int percent) implements CheckpointState {}

  /** Complete and of a kind that runs here. Its contents were not read for this. */
  record Ready() implements CheckpointState {}

  /** A file is missing, or not as long as it was when it was fetched. */
  record Damaged(String why) implements CheckpointState {}

  /** As it was fetched, or nobody knows; it cannot be run here. */
  record Unsupported(String why) implements CheckpointState {}
}
