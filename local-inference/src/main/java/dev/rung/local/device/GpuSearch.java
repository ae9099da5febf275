package dev.rung.local.device;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds out whether models can run on a GPU, before libraries for it come into this process: those
 * that do not fit end it. Threads: any.
 */
final class GpuSearch {
  static final String ASKED = "the settings say so";

  private final NvidiaDriver driver;
  private final Trial trial;
  private final String engine;

  /** Whether a libtorch computes on the GPU of this machine. */
  interface Trial {
    /**
     * Computes something.
     *
     * @throws UnusableException when that fails
     */
    void run(HostLibtorch libtorch, Path cache) throws UnusableException;
  }

  /**
   * @param engine libtorch's version that the engine was built for
   */
  GpuSearch(NvidiaDriver driver, Trial trial, String engine) {
    this.driver = driver;
    this.trial = trial;
    this.engine = engine;
  }

  /**
   * What models can run on, and which libtorch is to be loaded for it: none is the one that comes
   * with Rung.
   *
   * @throws InferenceException when the machine's own libtorch must be loaded and cannot be
   */
  Plan plan(EngineSettings settings) throws InferenceException {
    if (settings.device().equals(Optional.of(Device.CPU))) {
      return new Plan(new Placement(Device.CPU, ASKED), forCpu(settings));
    }
    try {
      return find(settings);
    } catch (UnusableException e) {
      return new Plan(new Placement(Device.CPU, e.reason()), forCpu(settings));
    }
  }

  private Plan find(EngineSettings settings) throws UnusableException {
    GraphicsCard card = driver.cards().getFirst();
    if (settings.libtorch().isEmpty()) {
      throw new UnusableException(
          ("%s is here and no libtorch for it: install libtorch %s for CUDA and set"
                  + " PYTORCH_LIBRARY_PATH to its folder")
              .formatted(card.name(), engine));
    }
    HostLibtorch libtorch = HostLibtorch.read(settings.libtorch().get());
    libtorch.requireVersion(engine);
    libtorch.requireCuda();
    trial.run(libtorch, settings.cache());
    String reason = "%s, by libtorch %s+%s".formatted(card.name(), engine, libtorch.flavor());
    return new Plan(new Placement(Device.GPU, reason), Optional.of(libtorch));
  }

  /** DJL loads what that variable names in any case, so it has to fit. */
  private Optional<HostLibtorch> forCpu(EngineSettings settings) throws InferenceException {
    if (settings.libtorch().isEmpty()) {
      return Optional.empty();
    }
    try {
      HostLibtorch libtorch = HostLibtorch.read(settings.libtorch().get());
      libtorch.requireVersion(engine);
      return Optional.of(libtorch);
    } catch (UnusableException e) {
      throw new InferenceException(
          Reason.FAILED, "PYTORCH_LIBRARY_PATH: %s. Unset it, or correct it".formatted(e.reason()));
    }
  }
}
