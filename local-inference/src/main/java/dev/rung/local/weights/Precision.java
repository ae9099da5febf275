package dev.rung.local.weights;

/** How the weights of linear layers are kept and multiplied. Norms and sums are always F32. */
public enum Precision {
  /** Single precision: as exact as the checkpoint. */
  F32
}
