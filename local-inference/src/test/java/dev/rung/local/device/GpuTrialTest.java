package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GpuTrialTest {
  /** Shared by all tests, so that libraries are unpacked once. */
  private static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "rung-engine");

  /** In another process, which the libraries of the CPU fail in. */
  @Test
  void librariesWithoutCudaFailTheTrialAndNotThisProcess() throws Exception {
    TorchEngine.start(new EngineSettings(CACHE, 1));
    HostLibtorch cpu =
        new HostLibtorch(Path.of(LibUtils.getLibtorchPath()), TorchEngine.version(), "cpu");

    assertThatThrownBy(() -> new GpuTrial().run(cpu, CACHE))
        .isInstanceOf(UnusableException.class)
        .hasMessageStartingWith("libtorch in " + cpu.libraries() + " does not compute on the GPU: ")
        .hasMessageContaining("CUDA");
  }

  @Test
  void aProcessThatCannotLoadThemIsAFailedTrial() {
    HostLibtorch nothing = new HostLibtorch(CACHE.resolve("nowhere"), TorchEngine.version(), "cpu");

    assertThatThrownBy(() -> new GpuTrial().run(nothing, CACHE))
        .hasMessageContaining("does not compute on the GPU");
  }
}
