package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Part;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * An image by its bytes.
 *
 * @param mediaType such as "image/png", in lower case and without parameters
 * @param base64 the bytes, without line breaks and with padding
 */
public record ImageData(String mediaType, String base64) {
  private static final String SCHEME = "data:";
  private static final String MARK = ";base64,";
  private static final int GROUP = 4;

  public ImageData {
    String type = mediaType.toLowerCase(Locale.ROOT);
    mediaType = type.equals("image/jpg") ? "image/jpeg" : type;
    base64 += "=".repeat(Math.floorMod(-base64.length(), GROUP));
  }

  public static ImageData of(Part.ImageBytes image) {
    return new ImageData(image.mimeType(), Base64.getEncoder().encodeToString(image.data()));
  }

  /** What a data URI holds; empty for any other URI. */
  public static Optional<ImageData> of(Part.ImageUri image) {
    String uri = image.uri();
    int mark = uri.indexOf(MARK);
    return uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && mark > SCHEME.length()
        ? Optional.of(
            new ImageData(
                uri.substring(SCHEME.length(), uri.indexOf(';')),
                uri.substring(mark + MARK.length())))
        : Optional.empty();
  }

  /** What a provider is told that takes URIs of every kind. */
  public static String address(Part.ImageUri image) {
    return of(image).map(ImageData::uri).orElse(image.uri());
  }

  /** As a data URI. */
  public String uri() {
    return SCHEME + mediaType + MARK + base64;
  }

  @Override
  public String toString() {
    return "ImageData[" + mediaType + "]";
  }
}
