package dev.rung.server.template.function;

import static java.util.Map.entry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/** The digest or checksum of the payload's UTF-8 bytes by the group "algorithm", in lower hex. */
final class Hash implements TemplateFunction {
  private static final Map<String, String> ALGORITHMS =
      Map.ofEntries(
          entry("md5", "MD5"),
          entry("sha1", "SHA-1"),
          entry("sha224", "SHA-224"),
          entry("sha256", "SHA-256"),
          entry("sha384", "SHA-384"),
          entry("sha512", "SHA-512"),
          entry("sha3224", "SHA3-224"),
          entry("sha3256", "SHA3-256"),
          entry("sha3384", "SHA3-384"),
          entry("sha3512", "SHA3-512"));

  @Override
  public Optional<String> answer(Arguments arguments) {
    String name = arguments.get("algorithm").toLowerCase(Locale.ROOT).replaceAll("[- ]", "");
    if (name.equals("crc32")) {
      return Utf8.bytes(arguments.text()).map(Hash::checksum);
    }
    return Optional.ofNullable(ALGORITHMS.get(name))
        .flatMap(algorithm -> Utf8.bytes(arguments.text()).map(bytes -> digest(algorithm, bytes)));
  }

  /** CRC-32 as in zip and Ethernet: eight digits. */
  private static String checksum(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows " + algorithm, e);
    }
  }
}
