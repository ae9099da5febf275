package dev.rung.local.device;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Settings of the C library for the whole process, which Java cannot change by itself. Functions
 * that a system's library lacks are left alone. Threads: any.
 */
@SuppressWarnings(
    "restricted") // Functions with numbers and texts, as their manual pages have them.
final class CLibrary {
  private static final Linker LINKER = Linker.nativeLinker();

  private CLibrary() {}

  /** Sets a variable of the environment for libraries that are loaded later, unless it is set. */
  static void setIfAbsent(String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      MemorySegment text = arena.allocateFrom(value);
      var _ =
          call(
              "setenv",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT),
              key,
              text,
              0);
    }
  }

  /** Whether libraries that are loaded later find a variable in the environment. */
  static boolean isSet(String name) {
    try (Arena arena = Arena.ofConfined()) {
      return call(
              "getenv",
              FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS),
              arena.allocateFrom(name))
          .filter(value -> !value.equals(MemorySegment.NULL))
          .isPresent();
    }
  }

  /** Changes how memory is given out; {@code mallopt(3)} of glibc. */
  static void allocation(int parameter, int value) {
    var _ =
        call(
            "mallopt",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            parameter,
            value);
  }

  /** Gives free memory back to the system; {@code malloc_trim(3)} of glibc. */
  static void trim() {
    var _ =
        call("malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG), 0L);
  }

  /** What the function returns; absent where there is none of this name. */
  private static Optional<Object> call(
      String function, FunctionDescriptor form, Object... arguments) {
    Optional<MemorySegment> address = LINKER.defaultLookup().find(function);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LINKER.downcallHandle(address.get(), form).invokeWithArguments(arguments));
    } catch (Throwable e) { // A handle to C throws nothing of its own.
      throw new IllegalStateException(function + " of the C library failed", e);
    }
  }
}
