package dev.rung.local.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A libtorch that is installed on this machine: the archive of pytorch.org, unpacked, or the folder
 * {@code torch} of the Python package. The libraries that come with Rung compute on the CPU only;
 * those for a GPU have gigabytes and fit a driver, so the machine brings them.
 *
 * @param libraries folder of the shared libraries
 * @param version such as "2.7.1"
 * @param flavor what it was built for: "cpu", or CUDA's version as in "cu128"
 */
record HostLibtorch(Path libraries, String version, String flavor) {
  private static final String LIBRARY = System.mapLibraryName("torch");
  private static final String BINDING = System.mapLibraryName("djl_torch");
  private static final String PLATFORM =
      "linux-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
  private static final String CUDA_LIBRARY = System.mapLibraryName("torch_cuda");

  /** Files that say what was built, of the archive and of the package. */
  private static final List<String> VERSION_FILES = List.of("build-version", "version.py");

  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)\\+(cpu|cu\\d+)");

  /**
   * Finds out what is in a folder.
   *
   * @param folder libtorch, or the folder {@code lib} in it
   * @throws UnusableException when it holds no libtorch, or does not say which
   */
  static HostLibtorch read(Path folder) throws UnusableException {
    for (Path libraries : List.of(folder.resolve("lib"), folder)) {
      if (Files.isRegularFile(libraries.resolve(LIBRARY))) {
        return built(libraries.toAbsolutePath().normalize());
      }
    }
    throw new UnusableException(folder + " holds no " + LIBRARY);
  }

  /**
   * Refuses what does not fit the binding that DJL brings: other versions have other binary
   * interfaces, and loading them ends the process.
   *
   * @param engine libtorch's version that DJL was built for
   */
  void requireVersion(String engine) throws UnusableException {
    if (!version.equals(engine)) {
      throw new UnusableException(
          "libtorch in %s is %s, and this version of Rung needs %s"
              .formatted(libraries, version, engine));
    }
    if (HostLibtorch.class.getResource("/jnilib/" + PLATFORM + "/" + flavor + "/" + BINDING)
        == null) {
      throw new UnusableException(
          "libtorch in %s was built for %s, and the engine has no binding for that"
              .formatted(libraries, flavor));
    }
  }

  /** Refuses what computes on the CPU only. */
  void requireCuda() throws UnusableException {
    if (flavor.equals("cpu") || !Files.isRegularFile(libraries.resolve(CUDA_LIBRARY))) {
      throw new UnusableException("libtorch in " + libraries + " was built without CUDA");
    }
  }

  private static HostLibtorch built(Path libraries) throws UnusableException {
    Optional<Path> home = Optional.ofNullable(libraries.getParent());
    for (String name : VERSION_FILES) {
      Path file = home.orElse(libraries).resolve(name);
      if (Files.isRegularFile(file)) {
        Matcher version = VERSION.matcher(text(file));
        if (version.find()) {
          return new HostLibtorch(libraries, version.group(1), version.group(2));
        }
      }
    }
    throw new UnusableException(
        "nothing beside %s says which version it is (%s)"
            .formatted(libraries, String.join(", ", VERSION_FILES)));
  }

  private static String text(Path file) throws UnusableException {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UnusableException(file + " cannot be read");
    }
  }
}
