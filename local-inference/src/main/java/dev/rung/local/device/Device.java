package dev.rung.local.device;

/** What a model is computed on. */
public enum Device {
  CPU,
  /** The first CUDA device. */
  GPU
}
