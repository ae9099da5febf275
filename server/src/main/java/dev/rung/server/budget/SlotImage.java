package dev.rung.server.budget;

import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What of a slot never changes while it is in use: whose attempt it is. Its checksum tells an image
 * that only half reached the disk when the power failed.
 */
record SlotImage(
    long id,
    Instant at,
    Tier tier,
    RequestId request,
    String tenant,
    String model,
    String provider) {
  private static final int FIXED = 25;
  private static final int LENGTHS = 17;

  static SlotImage of(long id, Instant at, Spend spend) {
    return new SlotImage(
        id,
        at,
        spend.tier(),
        spend.request(),
        spend.caller().tenant(),
        spend.model(),
        spend.provider());
  }

  /** As bytes; absent where the names are too long for so many. */
  Optional<byte[]> bytes(int most) {
    byte[][] names = {utf8(request.value()), utf8(tenant), utf8(model), utf8(provider)};
    int size = FIXED;
    for (byte[] name : names) {
      size += name.length;
    }
    if (size > most) {
      return Optional.empty();
    }
    ByteBuffer image = ByteBuffer.allocate(size);
    image.putLong(id).putLong(at.toEpochMilli()).put((byte) tier.level());
    for (byte[] name : names) {
      image.putShort((short) name.length);
    }
    for (byte[] name : names) {
      image.put(name);
    }
    return Optional.of(image.array());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the checksum vouches for, at the beginning of these bytes; empty where it does not. */
  static Optional<SlotImage> read(byte[] all, long checksum) {
    ByteBuffer image = ByteBuffer.wrap(all);
    int size = FIXED;
    for (int length = LENGTHS; length < FIXED; length += Short.BYTES) {
      size += Short.toUnsignedInt(image.getShort(length));
    }
    if (size > all.length) {
      return Optional.empty();
    }
    byte[] whole = new byte[size];
    image.duplicate().get(whole);
    return checksum(whole) == checksum ? Optional.of(read(image)) : Optional.empty();
  }

  private static SlotImage read(ByteBuffer image) {
    long id = image.getLong();
    Instant at = Instant.ofEpochMilli(image.getLong());
    int tier = image.get();
    int[] lengths = {image.getShort(), image.getShort(), image.getShort(), image.getShort()};
    return new SlotImage(
        id,
        at,
        tier < 0 ? Tier.LOCAL_FALLBACK : Tier.ofLevel(tier),
        new RequestId(text(image, lengths[0])),
        text(image, lengths[1]),
        text(image, lengths[2]),
        text(image, lengths[3]));
  }

  private static String text(ByteBuffer image, int length) {
    byte[] bytes = new byte[length];
    image.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Never 0, which is what an empty file says. */
  static long checksum(byte[] image) {
    CRC32C sum = new CRC32C();
    sum.update(image);
    return sum.getValue() | 1L << 32;
  }
}
