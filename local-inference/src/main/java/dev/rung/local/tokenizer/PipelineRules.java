package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the parts of a tokenizer that surround its vocabulary may be made of. Over some values that
 * it does not expect the library ends the whole process, so it is given none of which that is not
 * known.
 */
final class PipelineRules {
  private static final String BYTE_LEVEL =
      "add_prefix_space:flag trim_offsets:flag use_regex?:flag";
  private static final String METASPACE =
      "replacement:sign prepend_scheme?:scheme split?:flag add_prefix_space?:flag"
          + " str_rep?:text";

  private static final Map<String, Map<String, String>> KINDS =
      Map.of(
          "normalizer",
          Map.ofEntries(
              Map.entry("Sequence", "normalizers:parts"),
              Map.entry("Prepend", "prepend:text"),
              Map.entry("Replace", "pattern:pattern content:any"),
              Map.entry("Strip", "strip_left:flag strip_right:flag"),
              Map.entry("Lowercase", ""),
              Map.entry("StripAccents", ""),
              Map.entry("NFC", ""),
              Map.entry("NFD", ""),
              Map.entry("NFKC", ""),
              Map.entry("NFKD", "")),
          "pre_tokenizer",
          Map.of(
              "Sequence", "pretokenizers:parts",
              "ByteLevel", BYTE_LEVEL,
              "Metaspace", METASPACE,
              "Split", "pattern:pattern behavior:behavior invert:flag",
              "Digits", "individual_digits:flag",
              "Punctuation", "behavior?:behavior",
              "Whitespace", "",
              "WhitespaceSplit", ""),
          "decoder",
          Map.of(
              "Sequence", "decoders:parts",
              "ByteLevel", BYTE_LEVEL,
              "Metaspace", METASPACE,
              "Replace", "pattern:literal content:any",
              "Strip", "content:sign start:count stop:count",
              "ByteFallback", "",
              "Fuse", ""));

  private static final Set<String> SCHEMES = Set.of("first", "never", "always");
  private static final Set<String> BEHAVIORS =
      Set.of("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous");
  private static final int MOST_STRIPPED = 100;

  private final String section;

  /**
   * For one part.
   *
   * @param section as tokenizer.json calls it
   */
  PipelineRules(String section) {
    this.section = section;
  }

  /**
   * Lets known parts pass.
   *
   * @throws InferenceException that names what is not supported
   */
  void check(Json.Table part) throws InferenceException {
    String type = part.fields().get("type") instanceof Json.Text(String name) ? name : "";
    String rules = KINDS.getOrDefault(section, Map.of()).get(type);
    if (rules == null) {
      throw fault("of the type " + type);
    }
    Set<String> unknown = new HashSet<>(part.fields().keySet());
    unknown.remove("type");
    for (String rule : rules.isEmpty() ? List.<String>of() : List.of(rules.split(" "))) {
      int colon = rule.indexOf(':');
      boolean needed = rule.charAt(colon - 1) != '?';
      String field = rule.substring(0, needed ? colon : colon - 1);
      Json value = part.fields().getOrDefault(field, new Json.Nothing());
      if (value instanceof Json.Nothing ? needed : !holds(rule.substring(colon + 1), value)) {
        throw fault("whose " + field + " is not as expected");
      }
      unknown.remove(field);
    }
    if (!unknown.isEmpty()) {
      throw fault("with " + String.join(", ", new ArrayList<>(unknown)));
    }
  }

  private boolean holds(String kind, Json value) throws InferenceException {
    return switch (kind) {
      case "flag" -> value instanceof Json.Flag;
      case "text" -> isText(value);
      case "any" -> value instanceof Json.Text(String text) && (text.isEmpty() || isText(value));
      case "sign" -> value instanceof Json.Text(String sign) && sign.length() == 1 && isText(value);
      case "scheme" -> value instanceof Json.Text(String name) && SCHEMES.contains(name);
      case "behavior" -> value instanceof Json.Text(String name) && BEHAVIORS.contains(name);
      case "count" -> value instanceof Json.Figure(String digits) && isCount(digits);
      case "literal" -> isPattern(value, Set.of("String"));
      case "pattern" -> isPattern(value, Set.of("String", "Regex"));
      case "parts" -> arePartsKnown(value);
      default -> throw new IllegalStateException("no rule " + kind);
    };
  }

  private static boolean isText(Json value) {
    return value instanceof Json.Text(String text)
        && !text.isEmpty()
        && TokenizerFile.isWhole(text);
  }

  private static boolean isCount(String digits) {
    return digits.length() <= 3
        && digits.chars().allMatch(Character::isDigit)
        && Integer.parseInt(digits) <= MOST_STRIPPED;
  }

  private static boolean isPattern(Json value, Set<String> kinds) {
    return value instanceof Json.Table(var fields)
        && fields.size() == 1
        && kinds.containsAll(fields.keySet())
        && isText(fields.firstEntry().getValue());
  }

  private boolean arePartsKnown(Json value) throws InferenceException {
    if (!(value instanceof Json.Sequence(List<Json> parts))) {
      return false;
    }
    for (Json part : parts) {
      if (!(part instanceof Json.Table table)) {
        return false;
      }
      check(table);
    }
    return true;
  }

  private InferenceException fault(String what) {
    return FolderFile.fault(
        TokenizerFile.NAME, "has a " + section + " " + what + ", which is not supported");
  }
}
