package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Zeroed memory outside the heap whose pages the system gives when they are written first: room for
 * a long text costs nothing until the text is long. An arena of Java would write all of it at once.
 */
@SuppressWarnings("restricted") // Two functions of the C library, with sizes that are known.
final class ZeroedMemory implements AutoCloseable {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle CALLOC =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("calloc"),
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("free"),
          FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  private final MemorySegment segment;

  private ZeroedMemory(MemorySegment segment) {
    this.segment = segment;
  }

  static ZeroedMemory of(long bytes) throws InferenceException {
    MemorySegment address = (MemorySegment) call(CALLOC, 1L, bytes);
    if (address.equals(MemorySegment.NULL)) {
      throw new InferenceException(
          Reason.OUT_OF_MEMORY, "there is no memory for a sequence of " + bytes + " bytes");
    }
    return new ZeroedMemory(address.reinterpret(bytes, Arena.global(), null));
  }

  MemorySegment segment() {
    return segment;
  }

  /** Nothing may use the memory any more. */
  @Override
  public void close() {
    call(FREE, segment);
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable e) { // A handle to C throws nothing of its own.
      throw new IllegalStateException("a call of the C library failed", e);
    }
  }
}
