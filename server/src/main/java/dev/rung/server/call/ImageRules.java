package dev.rung.server.call;

import java.util.Locale;
import java.util.Set;

/**
 * What an image of a request must be like, whatever protocol it came by. Whether its bytes are the
 * picture that they are said to be, the model's provider sees.
 */
public final class ImageRules {
  /** Of a media type that is none. */
  public static final String TYPE_RULE = "must be the media type of an image, such as image/png";

  private static final String DATA_RULE =
      "must be data:, the media type of an image, ;base64, and then base64";
  private static final Set<String> ADDRESSES = Set.of("http", "https");
  private static final String DATA = "data";
  private static final String MARK = ";base64,";
  private static final String TYPE = "image/";
  private static final String TYPE_SIGNS = "!#$&-^_.+";

  /** The most characters of a name in a media type, RFC 6838 section 4.2. */
  private static final int MAX_TYPE_NAME = 127;

  /** Base64 goes in groups of so many characters; of the last one there may be two, or three. */
  private static final int GROUP = 4;

  /** The first character behind those that can be printed. */
  private static final int DELETE = 0x7f;

  private ImageRules() {}

  /** An address that a provider can fetch, or an image that the URI holds itself (RFC 2397). */
  public static void uri(String field, String uri, Violations violations) {
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    if (scheme.equals(DATA)) {
      violations.check(holdsImage(uri, colon + 1), field, DATA_RULE);
      return;
    }
    violations.check(ADDRESSES.contains(scheme), field, "must be an http, https or data URI");
    violations.check(
        uri.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)),
        field,
        "must not contain blanks or control characters");
  }

  /** Whether it names a kind of image, by its form: any kind, and no parameters. */
  public static boolean isType(String mediaType) {
    int name = TYPE.length();
    return mediaType.regionMatches(true, 0, TYPE, 0, name)
        && mediaType.length() > name
        && mediaType.length() - name <= MAX_TYPE_NAME
        && isLetterOrDigit(mediaType.charAt(name))
        && mediaType.chars().skip(name).allMatch(ImageRules::isInTypeName);
  }

  private static boolean isInTypeName(int c) {
    return isLetterOrDigit(c) || TYPE_SIGNS.indexOf(c) >= 0;
  }

  /** Parameters of the media type, such as a file's name, say nothing of an image and may be. */
  private static boolean holdsImage(String uri, int from) {
    int mark = uri.indexOf(MARK, from);
    if (mark < 0 || !uri.substring(from, mark).chars().allMatch(c -> c > ' ' && c < DELETE)) {
      return false;
    }
    int type = uri.indexOf(';', from);
    return isType(uri.substring(from, type)) && isBase64(uri, mark + MARK.length());
  }

  /**
   * Of at least one byte, in the common alphabet (RFC 4648 section 4); its padding may be left out.
   */
  private static boolean isBase64(String text, int from) {
    int end = text.length();
    for (int padding = 0; padding < 2 && end > from && text.charAt(end - 1) == '='; padding++) {
      end--;
    }
    boolean padded = end < text.length();
    if (end == from
        || (end - from) % GROUP == 1
        || (padded && (text.length() - from) % GROUP != 0)) {
      return false;
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '+' && c != '/') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
