package dev.rung.local.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which instructions the CPU has, of those that decide about precision.
 *
 * @param bf16 the instructions that multiply bfloat16 faster than single precision; absent where
 *     there are none or the system does not tell
 * @param f16 whether it has what FBGEMM needs, which multiplies by weights in half precision
 * @param int8 the instructions that sum products of 8 bits in 32 bits; without them libtorch sums
 *     pairs in 16 bits, which may overflow
 */
public record CpuFeatures(Optional<String> bf16, boolean f16, Optional<String> int8) {
  /** Of Linux, {@code proc(5)}. */
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** The first processor's; all have the same. */
  private static final Pattern FLAGS = Pattern.compile("(?m)^flags\\s*:(.*)$");

  private static final List<String> BF16 = List.of("amx_bf16", "avx512_bf16");

  private static final List<String> F16 = List.of("avx2", "fma", "f16c");
  private static final List<String> INT8 = List.of("amx_int8", "avx512_vnni", "avx_vnni");

  /** Those of this machine. */
  public static CpuFeatures here() {
    return of(LINUX);
  }

  /** How many steps a number of 8 bits has on each side of 0, so that no sum overflows. */
  public int int8Levels() {
    return int8.isPresent() ? 127 : 63;
  }

  /** What a file of this form says. */
  static CpuFeatures of(Path file) {
    Set<String> flags = flags(file);
    return new CpuFeatures(first(BF16, flags), flags.containsAll(F16), first(INT8, flags));
  }

  private static Set<String> flags(Path file) {
    try {
      Matcher line = FLAGS.matcher(Files.isReadable(file) ? Files.readString(file) : "");
      return line.find() ? new HashSet<>(List.of(line.group(1).strip().split("\\s+"))) : Set.of();
    } catch (IOException notThere) {
      return Set.of();
    }
  }

  private static Optional<String> first(List<String> wanted, Set<String> flags) {
    return wanted.stream().filter(flags::contains).findFirst();
  }
}
