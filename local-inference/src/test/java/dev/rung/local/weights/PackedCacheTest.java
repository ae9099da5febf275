package dev.rung.local.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import dev.rung.local.weights.PackedCache.Packed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCacheTest {
  private static final int SIZE = 40_000_000;

  @TempDir private Path folder;
  private int written;
  private int read;

  @Test
  void anEarlierFileIsTakenAsItIs() throws Exception {
    Packed first = obtain(cache(folder), "int4", "a");
    Packed second = obtain(cache(folder), "int4", "a");

    assertThat(second).isEqualTo(first);
    assertThat(second.kept()).isTrue();
    assertThat(read).isEqualTo(1);
    assertThat(written).isEqualTo(1);
    assertThat(content(second)).isEqualTo(1);
  }

  @Test
  void aChangedCheckpointReplacesItsFileAndNoOther() throws Exception {
    Packed other = obtain(cache(folder), "int8", "a");
    Packed old = obtain(cache(folder), "int4", "a");
    Path foreign = Files.writeString(folder.resolve("notes.txt"), "mine");
    Packed changed = obtain(cache(folder), "int4", "b");

    assertThat(old.file()).doesNotExist();
    assertThat(changed.file()).exists();
    assertThat(other.file()).exists();
    assertThat(foreign).exists();
    assertThat(content(changed)).isEqualTo(3);
  }

  @Test
  void theSameContentsAreNotPackedAgainWhereTheyOnlyLookOtherwise() throws Exception {
    Packed first = obtain(cache(folder), "int4", new Source("copied", "a"));

    Packed second = obtain(cache(folder), "int4", new Source("copied again", "a"));
    obtain(cache(folder), "int4", new Source("copied again", "a"));

    assertThat(second).isEqualTo(first);
    assertThat(written).isEqualTo(1);
    assertThat(read).isEqualTo(2);
  }

  @Test
  void theFileIsNamedAndRecordedByWhatItIsMadeOf() throws Exception {
    Packed first = obtain(cache(folder), "int4", new Source("stamp", "a"));
    Packed elsewhere = obtain(cache(folder.resolve("b")), "int4", new Source("other", "a"));

    assertThat(elsewhere.file().getFileName()).isEqualTo(first.file().getFileName());
    assertThat(PackedRecord.beside(first.file()))
        .content()
        .isEqualTo("stamp\n# form\na  model.safetensors\n");
  }

  @Test
  void aSourceThatChangesWhileItIsPackedIsRefused() {
    Source source = new Source("before", "a");

    assertThatThrownBy(
            () -> cache(folder).obtain("int4", source, SIZE, file -> source.stamp = "after"))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("changed while it was packed");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileWithoutARecordIsMadeAgain() throws Exception {
    Packed packed = obtain(cache(folder), "int4", "a");
    Files.delete(PackedRecord.beside(packed.file()));

    assertThat(obtain(cache(folder), "int4", "a")).isEqualTo(packed);
    assertThat(written).isEqualTo(2);
  }

  @Test
  void aDamagedFileIsMadeAgain() throws Exception {
    Packed packed = obtain(cache(folder), "int4", "a");
    byte[] bytes = Files.readAllBytes(packed.file());
    bytes[SIZE - 3] ^= 1;
    Files.write(packed.file(), bytes);

    obtain(cache(folder), "int4", "a");

    assertThat(written).isEqualTo(2);
    assertThat(Files.readAllBytes(packed.file())[SIZE - 3]).isEqualTo((byte) 2);
  }

  @Test
  void aCutFileIsMadeAgain() throws Exception {
    Packed packed = obtain(cache(folder), "int4", "a");
    Files.write(packed.file(), new byte[100]);

    obtain(cache(folder), "int4", "a");

    assertThat(written).isEqualTo(2);
    assertThat(packed.file()).hasSize(SIZE);
  }

  @Test
  void aFileWithoutChecksumsIsMadeAgain() throws Exception {
    Packed packed = obtain(cache(folder), "int4", "a");
    Files.delete(Checksums.beside(packed.file()));

    obtain(cache(folder), "int4", "a");

    assertThat(written).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsMadeAgain() throws Exception {
    Packed packed = obtain(cache(folder), "int4", "a");
    Files.delete(Checksums.beside(packed.file()));
    Files.createDirectory(Checksums.beside(packed.file()));

    assertThat(obtain(cache(folder), "int4", "a")).isEqualTo(packed);
    assertThat(written).isEqualTo(2);
  }

  @Test
  void aFolderThatCannotBeWrittenGivesWayToTheNext() throws Exception {
    Path blocked = Files.writeString(folder.resolve("file"), "not a folder");
    Path next = folder.resolve("next");

    Packed packed = obtain(cache(blocked.resolve("under"), next), "int4", "a");

    assertThat(packed.file()).hasParent(next);
    assertThat(packed.kept()).isTrue();
  }

  @Test
  void withoutAFolderAFileIsThereForOneStart() throws Exception {
    Path blocked = Files.writeString(folder.resolve("file"), "not a folder");

    Packed packed = obtain(cache(blocked.resolve("under")), "int4", "a");

    assertThat(packed.kept()).isFalse();
    assertThat(content(packed)).isEqualTo(1);

    PackedCache.discard(packed);

    assertThat(packed.file().getParent()).doesNotExist();
  }

  @Test
  void whatFitsNowhereIsRefusedWithTheFoldersInTheMessage() {
    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class,
            () ->
                cache(folder.resolve("a"))
                    .obtain("int4", new Source("a", "a"), Long.MAX_VALUE / 2, file -> written++));

    assertThat(refused).hasMessageContaining(folder.resolve("a").toString());
    assertThat(refused).hasMessageContaining("GB are free");
    assertThat(written).isZero();
    assertThat(folder.resolve("a")).isEmptyDirectory();
  }

  @Test
  void aFailureLeavesNothingBehind() {
    assertThatThrownBy(() ->
            cache(folder)
                .obtain(
                    "int4",
                    new Source("a", "a"),
                    SIZE,
                    file -> {
                      throw new InferenceException(
                          InferenceException.Reason.BAD_CHECKPOINT, "a tensor is damaged");
                    }))
        .hasMessageContaining("damaged");

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsDeleted() throws Exception {
    Path left = Files.writeString(folder.resolve("int4-b.weights123.part"), "half");

    obtain(cache(folder), "int4", "a");

    assertThat(left).doesNotExist();
  }

  private PackedCache cache(Path... folders) {
    return new PackedCache(List.of(folders), folder, 2);
  }

  /** A source that counts how often all of it is read. */
  private final class Source implements PackedSource {
    private String stamp;
    private final String contents;

    Source(String stamp, String contents) {
      this.stamp = stamp;
      this.contents = contents;
    }

    @Override
    public String stamp() {
      return stamp;
    }

    @Override
    public List<String> contents() {
      read++;
      return List.of("# form", contents + "  model.safetensors");
    }
  }

  private Packed obtain(PackedCache cache, String form, String key) throws InferenceException {
    return obtain(cache, form, new Source(key, key));
  }

  private Packed obtain(PackedCache cache, String form, PackedSource source)
      throws InferenceException {
    return cache.obtain(
        form,
        source,
        SIZE,
        file -> {
          written++;
          byte[] bytes = new byte[SIZE];
          Arrays.fill(bytes, (byte) written);
          file.write(ByteBuffer.wrap(bytes));
        });
  }

  private static int content(Packed packed) throws IOException {
    byte[] bytes = Files.readAllBytes(packed.file());
    assertThat(bytes).hasSize(SIZE);
    return bytes[SIZE - 1];
  }
}
