package dev.rung.local.device;

import com.sun.management.OperatingSystemMXBean;
import dev.rung.local.InferenceException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory this process may still take. A model that does not fit must be refused: the
 * system would end the whole process for it.
 */
public final class FreeMemory {
  /** What could be had without swapping; {@code proc(5)}. */
  private static final Path LINUX = Path.of("/proc/meminfo");

  private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable: +(\\d+) kB$");
  private static final long KIB = 1024;

  private FreeMemory() {}

  /** Bytes, as far as the system tells; a container's limit counts. */
  public static long bytes() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.min(system.getTotalMemorySize(), available(LINUX, system.getFreeMemorySize()));
  }

  /**
   * Bytes of the first GPU that no process has taken.
   *
   * @throws InferenceException when its driver does not tell
   */
  public static long ofGpu() throws InferenceException {
    try {
      return new NvidiaDriver().cards().getFirst().freeBytes();
    } catch (UnusableException e) {
      throw new InferenceException(
          InferenceException.Reason.FAILED, "the memory of the GPU is not known: " + e.reason());
    }
  }

  /** What a file of this form says; where there is none, the other figure. */
  static long available(Path file, long otherwise) {
    try {
      Matcher line = AVAILABLE.matcher(Files.isReadable(file) ? Files.readString(file) : "");
      return line.find() ? KIB * Long.parseLong(line.group(1)) : otherwise;
    } catch (IOException notThere) {
      return otherwise;
    }
  }
}
