package dev.rung.server.template.function;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The digest of the payload's UTF-8 bytes by the group "algorithm", in lower-case hex. */
final class Hash implements TemplateFunction {
  private static final Map<String, String> ALGORITHMS =
      Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

  @Override
  public Optional<String> answer(Arguments arguments) {
    String name = arguments.get("algorithm").toLowerCase(Locale.ROOT).replaceAll("[- ]", "");
    return Optional.ofNullable(ALGORITHMS.get(name))
        .flatMap(algorithm -> Utf8.bytes(arguments.text()).map(bytes -> digest(algorithm, bytes)));
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows " + algorithm, e);
    }
  }
}
