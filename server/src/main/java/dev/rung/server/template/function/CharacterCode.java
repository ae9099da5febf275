package dev.rung.server.template.function;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Characters and their numbers in Unicode; the first 128 of them are ASCII. */
final class CharacterCode {
  private CharacterCode() {}

  /** The number of the group "character"; empty for more than one code point. */
  static Optional<String> of(Arguments arguments) {
    String character = arguments.get("character");
    if (character.isEmpty() || character.codePointCount(0, character.length()) != 1) {
      return Optional.empty();
    }
    int codePoint = character.codePointAt(0);
    String bytes =
        HexFormat.ofDelimiter(" ")
            .withUpperCase()
            .formatHex(character.getBytes(StandardCharsets.UTF_8));
    return name(codePoint)
        .map(name ->
            "%s is %s %s, decimal %d, in UTF-8 %s."
                .formatted(character, notation(codePoint), name, codePoint, bytes));
  }

  /**
   * The character of the group "hex", or "decimal" below 128; empty where Unicode has none there.
   */
  static Optional<String> at(Arguments arguments) {
    String hex = arguments.get("hex");
    String decimal = arguments.get("decimal");
    if (hex.matches("[0-9a-fA-F]{4,6}")) {
      return at(Integer.parseInt(hex, 16));
    }
    return decimal.matches("[0-9]{1,3}")
        ? Optional.of(Integer.parseInt(decimal))
            .filter(code -> code < 128)
            .flatMap(CharacterCode::at)
        : Optional.empty();
  }

  private static Optional<String> at(int codePoint) {
    if (!Character.isDefined(codePoint)) {
      return Optional.empty();
    }
    String shown = isShowable(codePoint) ? Character.toString(codePoint) : "not shown";
    return name(codePoint)
        .map(name ->
            "%s is %s, %s, decimal %d.".formatted(notation(codePoint), shown, name, codePoint));
  }

  private static boolean isShowable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Empty for halves of a pair and for what is free for private use. */
  private static Optional<String> name(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> Optional.empty();
      default -> Optional.ofNullable(Character.getName(codePoint));
    };
  }

  private static String notation(int codePoint) {
    return "U+%04X".formatted(codePoint);
  }
}
