package dev.rung.server.template.function;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A way to write bytes as text. */
enum TextCodec {
  /** RFC 4648, section 4, with padding; read with or without it, also over several lines. */
  BASE64 {
    @Override
    String encode(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    Optional<byte[]> decode(String text) {
      try {
        return Optional.of(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
      } catch (IllegalArgumentException notBase64) {
        return Optional.empty();
      }
    }
  },

  /** RFC 4648, section 5, without padding; read with or without it. */
  BASE64_URL {
    @Override
    String encode(byte[] bytes) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    Optional<byte[]> decode(String text) {
      try {
        return Optional.of(Base64.getUrlDecoder().decode(text.replaceAll("\\s", "")));
      } catch (IllegalArgumentException notBase64) {
        return Optional.empty();
      }
    }
  },

  /** Two lower-case digits a byte; read in any case, with spaces between bytes or after "0x". */
  HEX {
    @Override
    String encode(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    Optional<byte[]> decode(String text) {
      String digits = text.startsWith("0x") ? text.substring(2) : text;
      try {
        return Optional.of(HexFormat.of().parseHex(digits.replaceAll("\\s", "")));
      } catch (IllegalArgumentException notHex) {
        return Optional.empty();
      }
    }
  },

  /** Percent-encoding (RFC 3986, section 2.1): all but the unreserved characters is escaped. */
  PERCENT {
    @Override
    String encode(byte[] bytes) {
      return PercentEncoding.encode(bytes);
    }

    @Override
    Optional<byte[]> decode(String text) {
      return PercentEncoding.decode(text);
    }
  };

  abstract String encode(byte[] bytes);

  /** Empty for a text that is not written in this way. */
  abstract Optional<byte[]> decode(String text);
}
