package dev.rung.bench.checkpoint;

/** Shapes small enough for tests. */
public final class Shapes {
  public static final PhiShape PHI = new PhiShape(1_000, 64, 128, 2, 4, 0.5, 512);
  public static final FalconMambaShape MAMBA = new FalconMambaShape(1_000, 64, 128, 2, 16, 4, 32);

  private Shapes() {}
}
