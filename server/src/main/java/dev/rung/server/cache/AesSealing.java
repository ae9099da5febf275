package dev.rung.server.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Rows of which only who has the key reads more than when they were made, how large they are, what
 * they are worth and how often they were wanted. Everything else is encrypted in one value (AES-256
 * in GCM, a random nonce before it, the row's open columns authenticated with it); what rows are
 * found by is an HMAC-SHA-256.
 */
final class AesSealing implements Sealing {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey values;
  private final SecretKey names;
  private final int mark;
  private final SecureRandom random = new SecureRandom();

  AesSealing(EncryptionKey key) {
    values = key.forUse("values of the cache", "AES");
    names = key.forUse("names of the cache", "HmacSHA256");
    int any = ByteBuffer.wrap(mac("mark of the cache")).getInt();
    mark = any == Sealing.NONE.mark() ? 1 : any;
  }

  private byte[] mac(String text) {
    return EncryptionKey.mac(names, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int mark() {
    return mark;
  }

  @Override
  public CacheKey key(CacheKey key) {
    return CacheKey.of(EncryptionKey.mac(names, key.bytes()));
  }

  @Override
  public String name(String name) {
    return HexFormat.of().formatHex(mac("name " + name), 0, 16);
  }

  @Override
  public AnswerRow seal(AnswerRow row) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    AnswerRow open = row.withKey(key(row.key()), name(row.tenant()), name(row.id()));
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce, open).doFinal(hidden(row));
      byte[] value = ByteBuffer.allocate(NONCE + hidden.length).put(nonce).put(hidden).array();
      return open.withContent(0, Optional.empty(), value);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an answer was not encrypted", impossible);
    }
  }

  @Override
  public AnswerRow open(AnswerRow row) throws IOException {
    ByteBuffer value = ByteBuffer.wrap(row.value());
    if (value.remaining() < NONCE) {
      throw new IOException("an answer is cut");
    }
    byte[] nonce = new byte[NONCE];
    value.get(nonce);
    try {
      byte[] hidden =
          cipher(Cipher.DECRYPT_MODE, nonce, row).doFinal(row.value(), NONCE, value.remaining());
      return shown(row, hidden);
    } catch (AEADBadTagException other) {
      throw new IOException("an answer is not as it was written with this key", other);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("an answer was not decrypted", impossible);
    }
  }

  /** How often it was wanted changes and is left out. */
  private Cipher cipher(int mode, byte[] nonce, AnswerRow row) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, values, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(row.key().bytes());
    cipher.updateAAD(
        ByteBuffer.allocate(3 * Long.BYTES)
            .putLong(row.made())
            .putLong(row.worth())
            .putLong(row.bytes())
            .flip());
    return cipher;
  }

  private static byte[] hidden(AnswerRow row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, row.key().bytes());
      write(out, row.tenant().getBytes(StandardCharsets.UTF_8));
      write(out, row.id().getBytes(StandardCharsets.UTF_8));
      out.writeLong(row.checksum());
      out.writeBoolean(row.wording().isPresent());
      write(out, row.wording().orElse(new byte[0]));
      write(out, row.value());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static AnswerRow shown(AnswerRow row, byte[] hidden) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(hidden))) {
      CacheKey key = CacheKey.of(read(in));
      String tenant = new String(read(in), StandardCharsets.UTF_8);
      String id = new String(read(in), StandardCharsets.UTF_8);
      long checksum = in.readLong();
      boolean worded = in.readBoolean();
      byte[] wording = read(in);
      return row.withKey(key, tenant, id)
          .withContent(checksum, worded ? Optional.of(wording) : Optional.empty(), read(in));
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
