package dev.rung.server.budget;

import dev.rung.server.store.OwnerOnly;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of {@link Slots}: a head that says whose it is, and the table. It is written to its full
 * length before it is mapped, since a page that the disk has no room for would end the process. Not
 * safe for threads.
 */
final class SlotFile implements AutoCloseable {
  /** So many attempts may cost money at the same time. */
  static final int SLOTS = 16_384;

  private static final Logger LOG = LoggerFactory.getLogger(SlotFile.class);
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final long MAGIC = 0x52554e4753313030L;
  private static final int HEAD_BYTES = 4096;
  private static final long RUN = 8;
  private static final long BOOT_LENGTH = 16;
  private static final long BOOT = 24;
  private static final int LONGEST_BOOT = 64;
  private static final int BLOCK = 1 << 20;

  private final Arena arena;
  private final MemorySegment memory;

  private SlotFile(Arena arena, MemorySegment memory) {
    this.arena = arena;
    this.memory = memory;
  }

  /** One that nothing survives. */
  static SlotFile inMemory(int slots) {
    Arena arena = Arena.ofShared();
    MemorySegment memory = arena.allocate(bytes(slots), Long.BYTES);
    return new SlotFile(arena, memory).begun();
  }

  /**
   * Maps the file, and makes it where there is none. One that is not of this kind is moved aside.
   *
   * @throws IOException when it cannot be read and written
   */
  static SlotFile open(Path file, int slots) throws IOException {
    if (Files.exists(file) && !isOurs(file, bytes(slots))) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.atError()
          .addKeyValue("file", file)
          .addKeyValue("moved_to", aside)
          .log("the table of open reservations is damaged; what was booked counts as spent");
    }
    boolean kept = Files.exists(file);
    if (!kept) {
      create(file, bytes(slots));
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      MemorySegment memory = channel.map(MapMode.READ_WRITE, 0, bytes(slots), arena);
      SlotFile opened = new SlotFile(arena, memory);
      return kept ? opened : opened.begun();
    } catch (IOException refused) {
      arena.close();
      throw refused;
    }
  }

  private static long bytes(int slots) {
    return HEAD_BYTES + (long) slots * Slots.SLOT_BYTES;
  }

  private static boolean isOurs(Path file, long bytes) throws IOException {
    if (Files.size(file) != bytes) {
      return false;
    }
    ByteBuffer head = ByteBuffer.allocate(Long.BYTES).order(java.nio.ByteOrder.nativeOrder());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(head, 0);
    }
    return head.getLong(0) == MAGIC;
  }

  /** Under another name until it is whole, so that a full disk leaves none that is too short. */
  private static void create(Path file, long bytes) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            OwnerOnly.file())) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(BLOCK);
      for (long left = bytes; left > 0; ) {
        zeros.clear().limit((int) Math.min(BLOCK, left));
        left -= channel.write(zeros);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private SlotFile begun() {
    memory.set(LONG, 0, MAGIC);
    return this;
  }

  Slots slots() {
    return new Slots(memory.asSlice(HEAD_BYTES));
  }

  /** The run that signed it last; 0 where none did. */
  long run() {
    return memory.get(LONG, RUN);
  }

  /** The kernel's run in which that was; empty where the kernel does not tell. */
  String boot() {
    int length = Math.clamp(memory.get(LONG, BOOT_LENGTH), 0, LONGEST_BOOT);
    byte[] bytes = new byte[length];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, BOOT, bytes, 0, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  void sign(long run, String boot) {
    byte[] bytes = boot.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, LONGEST_BOOT);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, BOOT, length);
    memory.set(LONG, BOOT_LENGTH, length);
    memory.set(LONG, RUN, run);
  }

  @Override
  public void close() {
    arena.close();
  }
}
