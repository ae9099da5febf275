package dev.rung.server.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An answer as it is written. Never logged: it holds the text.
 *
 * @param made milliseconds since 1970
 * @param bytes what the answer takes in memory
 * @param checksum of all that does not change, since SQLite has none
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are not compared.
record AnswerRow(
    CacheKey key,
    String tenant,
    String id,
    long made,
    long worth,
    long wanted,
    long bytes,
    long checksum,
    Optional<byte[]> wording,
    byte[] value) {

  static AnswerRow of(Entry entry, long wanted) {
    AnswerRow row =
        new AnswerRow(
            entry.place.key(),
            entry.place.tenant(),
            entry.id,
            entry.at().toEpochMilli(),
            entry.worth,
            wanted,
            entry.bytes,
            0,
            entry.place.wording().map(AnswerRow::bytes),
            entry.value);
    return row.with(row.sum());
  }

  private AnswerRow with(long sum) {
    return withContent(sum, wording, value);
  }

  /** The same, found by something else. */
  AnswerRow withKey(CacheKey otherKey, String otherTenant, String otherId) {
    return new AnswerRow(
        otherKey, otherTenant, otherId, made, worth, wanted, bytes, checksum, wording, value);
  }

  /** The same about something else. */
  AnswerRow withContent(long sum, Optional<byte[]> otherWording, byte[] otherValue) {
    return new AnswerRow(
        key, tenant, id, made, worth, wanted, bytes, sum, otherWording, otherValue);
  }

  private static byte[] bytes(Wording wording) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      wording.write(out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private long sum() {
    CRC32C sum = new CRC32C();
    sum.update(key.bytes());
    sum.update(tenant.getBytes(StandardCharsets.UTF_8));
    sum.update(0);
    sum.update(id.getBytes(StandardCharsets.UTF_8));
    sum.update(
        ByteBuffer.allocate(3 * Long.BYTES).putLong(made).putLong(worth).putLong(bytes).flip());
    wording.ifPresent(sum::update);
    sum.update(value);
    return sum.getValue();
  }

  /**
   * Puts it among the answers in memory.
   *
   * @throws IOException when it is not as it was written
   */
  void restoreTo(KeptAnswers answers) throws IOException {
    if (sum() != checksum) {
      throw new IOException("an answer is not as it was written");
    }
    // Of another version it would be found and could not be given.
    Kept _ = KeptCodec.read(value);
    Optional<Wording> read =
        wording.isPresent() ? Optional.of(read(wording.get())) : Optional.empty();
    Place place = new Place(key, tenant, read, 0);
    // Being put counts as once.
    answers.restore(place, id, Instant.ofEpochMilli(made), worth, Math.max(0, wanted - 1), value);
  }

  private static Wording read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return Wording.read(in);
    }
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "AnswerRow[" + id + "]";
  }
}
