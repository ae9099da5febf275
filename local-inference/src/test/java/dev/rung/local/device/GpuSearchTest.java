package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is a shell's echo, and folders that look like libtorch. */
class GpuSearchTest {
  private static final GpuSearch.Trial WORKS = (libtorch, cache) -> {};
  private static final String CARD = "echo 'NVIDIA L4, 23034, 22000'";

  @TempDir Path folder;
  private Path lib;

  @BeforeEach
  void unpack() throws IOException {
    lib = Files.createDirectories(folder.resolve("libtorch/lib"));
    Files.createFile(lib.resolve(System.mapLibraryName("torch")));
    Files.createFile(lib.resolve(System.mapLibraryName("torch_cuda")));
    builtAs("2.7.1+cu128");
  }

  @Test
  void takesAGpuThatWasSeenToWork() throws Exception {
    Plan plan =
        search(CARD, WORKS)
            .plan(settings(Optional.empty(), Optional.of(folder.resolve("libtorch"))));

    assertThat(plan.placement())
        .isEqualTo(new Placement(Device.GPU, "NVIDIA L4, by libtorch 2.7.1+cu128"));
    assertThat(plan.libtorch()).contains(new HostLibtorch(lib, "2.7.1", "cu128"));
  }

  @Test
  void readsTheFolderOfThePythonPackage() throws Exception {
    Files.delete(folder.resolve("libtorch/build-version"));
    Files.writeString(folder.resolve("libtorch/version.py"), "__version__ = '2.7.1+cu128'\n");

    assertThat(
            search(CARD, WORKS)
                .plan(settings(Optional.empty(), Optional.of(lib)))
                .placement()
                .device())
        .isEqualTo(Device.GPU);
  }

  @Test
  void saysWhatIsMissingForAGpu() throws Exception {
    Plan plan = search(CARD, WORKS).plan(settings(Optional.empty(), Optional.empty()));

    assertThat(plan.placement())
        .isEqualTo(
            new Placement(
                Device.CPU,
                "NVIDIA L4 is here and no libtorch for it: install libtorch 2.7.1 for CUDA and set"
                    + " PYTORCH_LIBRARY_PATH to its folder"));
    assertThat(plan.libtorch()).isEmpty();
  }

  @Test
  void fallsBackWhereTheTrialFails() throws Exception {
    GpuSearch.Trial fails =
        (libtorch, cache) -> {
          throw new UnusableException("the driver is too old");
        };

    Plan plan = search(CARD, fails).plan(settings(Optional.empty(), Optional.of(lib)));

    assertThat(plan.placement()).isEqualTo(new Placement(Device.CPU, "the driver is too old"));
    assertThat(plan.libtorch()).as("is loaded all the same").isPresent();
  }

  @Test
  void computesOnTheCpuWhereThereIsNoGpu() throws Exception {
    Plan plan = search("exit 9", WORKS).plan(settings(Optional.empty(), Optional.empty()));

    assertThat(plan.placement().device()).isEqualTo(Device.CPU);
    assertThat(plan.placement().reason()).startsWith("the NVIDIA driver does not answer");
  }

  @Test
  void doesNotLookForWhatNobodyAskedFor() throws Exception {
    GpuSearch.Trial never =
        (libtorch, cache) -> {
          throw new AssertionError("tried");
        };

    assertThat(
            search(CARD, never)
                .plan(settings(Optional.of(Device.CPU), Optional.empty()))
                .placement())
        .isEqualTo(new Placement(Device.CPU, "the settings say so"));
  }

  @Test
  void refusesLibrariesOfAnotherVersionEvenForTheCpu() throws Exception {
    builtAs("2.13.0+cpu");

    assertThatThrownBy(
            () -> search("exit 9", WORKS).plan(settings(Optional.of(Device.CPU), Optional.of(lib))))
        .isInstanceOf(InferenceException.class)
        .hasMessage(
            "PYTORCH_LIBRARY_PATH: libtorch in %s is 2.13.0, and this version of Rung needs 2.7.1."
                    .formatted(lib)
                + " Unset it, or correct it");
  }

  @Test
  void refusesAFolderWithoutLibraries() {
    assertThatThrownBy(
            () -> search(CARD, WORKS).plan(settings(Optional.empty(), Optional.of(folder))))
        .hasMessageContaining(folder + " holds no ");
  }

  @Test
  void refusesLibrariesThatDoNotSayWhatTheyAre() throws Exception {
    Files.delete(folder.resolve("libtorch/build-version"));

    assertThatThrownBy(() -> HostLibtorch.read(lib))
        .hasMessageEndingWith("says which version it is (build-version, version.py)");
  }

  @Test
  void refusesLibrariesThatNoBindingFits() throws Exception {
    builtAs("2.7.1+cu118");

    assertThatThrownBy(() -> HostLibtorch.read(lib).requireVersion("2.7.1"))
        .hasMessageEndingWith("was built for cu118, and the engine has no binding for that");
  }

  @Test
  void refusesLibrariesWithoutCudaForAGpu() throws Exception {
    builtAs("2.7.1+cpu");

    assertThat(search(CARD, WORKS).plan(settings(Optional.empty(), Optional.of(lib))).placement())
        .isEqualTo(new Placement(Device.CPU, "libtorch in " + lib + " was built without CUDA"));
  }

  @Test
  void saysWhyAGpuThatIsAskedForCannotBeHad() {
    Placement cpu = new Placement(Device.CPU, "no NVIDIA driver is installed");

    assertThatThrownBy(() -> TorchEngine.choose(Optional.of(Device.GPU), cpu))
        .hasMessage(
            "models cannot run on a GPU here: no NVIDIA driver is installed. Choose the CPU, or"
                + " leave the choice open");
  }

  @Test
  void anEngineForTheGpuComputesOnTheCpuToo() throws Exception {
    Placement gpu = new Placement(Device.GPU, "NVIDIA L4");

    assertThat(TorchEngine.choose(Optional.of(Device.CPU), gpu).device()).isEqualTo(Device.CPU);
    assertThat(TorchEngine.choose(Optional.of(Device.GPU), gpu)).isEqualTo(gpu);
    assertThat(TorchEngine.choose(Optional.empty(), gpu)).isEqualTo(gpu);
  }

  @Test
  void knowsTheVersionThatTheEngineWasBuiltFor() {
    assertThat(TorchEngine.version()).matches("\\d+\\.\\d+\\.\\d+");
  }

  private void builtAs(String version) throws IOException {
    Files.writeString(folder.resolve("libtorch/build-version"), version + "\n");
  }

  private GpuSearch search(String driver, GpuSearch.Trial trial) {
    return new GpuSearch(
        new NvidiaDriver(List.of("sh", "-c", driver), Duration.ofSeconds(20)), trial, "2.7.1");
  }

  private EngineSettings settings(Optional<Device> device, Optional<Path> libtorch) {
    return new EngineSettings(folder.resolve("cache"), 1, device, libtorch);
  }
}
