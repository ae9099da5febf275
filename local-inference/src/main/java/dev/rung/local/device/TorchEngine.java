package dev.rung.local.device;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DJL's PyTorch engine. A process has one at most, so its settings are those of the first start.
 * Threads: any.
 */
public final class TorchEngine {
  static final String NAME = "PyTorch";

  /** Asks for large pages for weights, which are read whole in each step. */
  private static final String LARGE_PAGES = "THP_MEM_ALLOC_ENABLE";

  /**
   * How long a thread of GNU's OpenMP looks for more work before it sleeps, in turns of a loop:
   * some tenths of a millisecond, as long as the next product is usually away. By default it is
   * milliseconds, in which it takes the core from the very thread that it waits for where there is
   * other work on the machine.
   */
  private static final String SPINNING = "GOMP_SPINCOUNT";

  private static final String TURNS = "10000";

  /** Says the same in general, and would not count beside it. */
  private static final String WAITING = "OMP_WAIT_POLICY";

  private static final Logger LOG = LoggerFactory.getLogger(TorchEngine.class);

  private static Optional<Placement> running = Optional.empty();

  private TorchEngine() {}

  /**
   * Starts the engine, unless it runs.
   *
   * @return what models run on; {@link Device#GPU} only where that was seen to work
   * @throws InferenceException when its libraries are missing or do not fit this machine, or when a
   *     GPU is asked for and cannot be used
   */
  public static synchronized Placement start(EngineSettings settings) throws InferenceException {
    if (running.isPresent()) {
      return choose(settings.device(), running.get());
    }
    Plan plan = new GpuSearch(new NvidiaDriver(), new GpuTrial(), version()).plan(settings);
    Placement chosen = choose(settings.device(), plan.placement());
    properties(settings.cache(), plan.libtorch()).forEach(System::setProperty);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(settings.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    CLibrary.setIfAbsent(LARGE_PAGES, "1");
    if (!CLibrary.isSet(WAITING)) {
      CLibrary.setIfAbsent(SPINNING, TURNS);
    }
    try {
      Engine.getEngine(NAME);
    } catch (EngineException e) {
      throw new InferenceException(
          Reason.FAILED, "the PyTorch engine does not start: " + rootMessage(e));
    }
    LOG.info("local models run on the {}: {}", chosen.device(), chosen.reason());
    running = Optional.of(plan.placement());
    return chosen;
  }

  /** Says where DJL finds native libraries, those of tokenizers too, and that it stays offline. */
  public static synchronized void prepare(Path cache) {
    if (running.isEmpty()) {
      properties(cache, Optional.empty()).forEach(System::setProperty);
    }
  }

  /** What a caller gets who wants this device of an engine that can do that. */
  static Placement choose(Optional<Device> wanted, Placement best) throws InferenceException {
    if (wanted.isEmpty() || wanted.get() == best.device()) {
      return best;
    }
    if (wanted.get() == Device.GPU) {
      throw new InferenceException(
          Reason.FAILED,
          "models cannot run on a GPU here: %s. Choose the CPU, or leave the choice open"
              .formatted(best.reason()));
    }
    return new Placement(Device.CPU, GpuSearch.ASKED);
  }

  /** libtorch's version that DJL was built for, such as "2.7.1". */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = TorchEngine.class.getResourceAsStream("/pytorch-engine.properties")) {
      if (in == null) {
        throw new IllegalStateException("DJL's PyTorch engine is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from the class path", e);
    }
    return properties.getProperty("pytorch_version");
  }

  /**
   * What DJL reads when it loads libtorch.
   *
   * @param libtorch absent: the one that comes with Rung
   */
  static Map<String, String> properties(Path cache, Optional<HostLibtorch> libtorch) {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "offline", "true",
                "ai.djl.offline", "true",
                "OPT_OUT_TRACKING", "true",
                "ENGINE_CACHE_DIR", cache.toString()));
    libtorch.ifPresent(host -> {
      properties.put("PYTORCH_LIBRARY_PATH", host.libraries().toString());
      properties.put("PYTORCH_VERSION", host.version());
      properties.put("PYTORCH_FLAVOR", host.flavor());
    });
    return properties;
  }

  static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
