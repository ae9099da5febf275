package dev.rung.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedCacheTest {
  private static final Optional<EncryptionKey> NONE = Optional.empty();
  private static final Optional<EncryptionKey> KEY = key((byte) 1);
  private static final Optional<EncryptionKey> OTHER = key((byte) 2);

  @TempDir private Path folder;

  private static Optional<EncryptionKey> key(byte each) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, each);
    return EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes));
  }

  private Path file() {
    return folder.resolve("cache.db");
  }

  /** Answers on the disk, as one daemon after the other has them. */
  private final class Life implements AutoCloseable {
    private final KeptAnswers answers = new KeptAnswers(1 << 20);
    private final AnswerCache cache = CacheRig.cache(answers, Instant::now);
    private final DiskArchive archive;

    Life(Optional<EncryptionKey> key) throws Exception {
      archive = CacheRig.restored(file(), answers, key, Instant.EPOCH);
    }

    Life keep(int... numbers) throws Exception {
      for (int number : numbers) {
        CacheRig.keep(cache, number);
      }
      answers.expire(Instant.EPOCH).get(1, TimeUnit.MINUTES);
      return this;
    }

    boolean has(int number) {
      return CacheRig.find(cache, number).equals(Optional.of(CacheRig.text(number)));
    }

    @Override
    public void close() {
      archive.close();
    }
  }

  @Test
  void nothingOfAnAnswerCanBeReadInTheFile() throws Exception {
    try (Life open = new Life(NONE).keep(7)) {
      assertThat(open.has(7)).isTrue();
      assertThat(CacheRig.bytes(folder)).contains("answer 7", "default", "mistral");
    }
    Files.delete(file());

    try (Life sealed = new Life(KEY).keep(7)) {
      assertThat(sealed.has(7)).isTrue();
      assertThat(CacheRig.bytes(folder)).doesNotContain("answer 7", "default", "mistral");
    }
    assertThat(CacheRig.bytes(folder)).doesNotContain("answer 7", "default", "mistral");
  }

  @Test
  void theSameKeyReadsThemAgainAndReachesThemInAPurge() throws Exception {
    try (Life first = new Life(KEY).keep(1, 2, 3)) {
      assertThat(first.answers.purgeId(CacheRig.id(2)).get(1, TimeUnit.MINUTES)).isEqualTo(1);
    }

    try (Life second = new Life(KEY)) {
      assertThat(second.has(1)).isTrue();
      assertThat(second.has(2)).isFalse();
      assertThat(second.has(3)).isTrue();
      assertThat(second.answers.purgeTenant("default").get(1, TimeUnit.MINUTES)).isEqualTo(2);
    }
    try (Life third = new Life(KEY)) {
      assertThat(third.answers.size().entries()).isZero();
    }
  }

  @Test
  void anotherKeyBeginsEmptyAndLeavesNothingOfWhatWasThere() throws Exception {
    new Life(KEY).keep(1).close();

    try (Life other = new Life(OTHER)) {
      assertThat(other.has(1)).isFalse();
      other.keep(2);
    }

    try (Life other = new Life(OTHER)) {
      assertThat(other.has(2)).isTrue();
    }
    try (Life back = new Life(KEY)) {
      assertThat(back.answers.size().entries()).isZero();
    }
  }

  @Test
  void whatWasWrittenWithoutAKeyIsDeletedOnceThereIsOne() throws Exception {
    new Life(NONE).keep(1).close();
    Files.writeString(folder.resolve("cache.db.damaged"), "answer 0");
    assertThat(CacheRig.bytes(folder)).contains("answer 1");

    try (Life sealed = new Life(KEY)) {
      assertThat(sealed.has(1)).isFalse();
      assertThat(CacheRig.bytes(folder)).doesNotContain("answer 1", "answer 0");
    }
    try (Life open = new Life(NONE)) {
      assertThat(open.answers.size().entries()).isZero();
    }
  }

  @Test
  void aRowThatSomebodyChangedIsDropped() throws Exception {
    new Life(KEY).keep(1, 2).close();
    try (Store store = Store.open(StoreSettings.relaxed(file()), List.of(AnswerRows.SCHEMA))) {
      store
          .changeNow(db ->
              db.prepared("UPDATE answer SET made = made + 1000 WHERE rowid = 1").executeUpdate())
          .get(1, TimeUnit.MINUTES);
    }

    try (Life second = new Life(KEY)) {
      assertThat(second.has(1)).isFalse();
      assertThat(second.has(2)).isTrue();
    }
  }

  @Test
  void twoRowsOfOneAnswerAreNotAlike() {
    Sealing sealing = new AesSealing(KEY.orElseThrow());
    Place place = CacheRig.place(CacheRig.cache(new KeptAnswers(1), Instant::now), 1);
    AnswerRow row = AnswerRow.of(new Entry(place, "r1", Instant.EPOCH, 1, 1, new byte[100], 0), 1);

    assertThat(sealing.seal(row).value()).isNotEqualTo(sealing.seal(row).value());
    assertThat(sealing.seal(row).checksum()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        "0000000000000000000000000000000000000000000000000000000000000000"
      })
  void aKeyIs32Bytes(String text) {
    assertThat(EncryptionKey.parse(text)).isEmpty();
  }

  @Test
  void noKeyIsShown() {
    assertThat(KEY.orElseThrow().toString()).isEqualTo("EncryptionKey[...]");
  }
}
