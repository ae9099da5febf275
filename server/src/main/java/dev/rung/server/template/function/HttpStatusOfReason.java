package dev.rung.server.template.function;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The status of HTTP whose reason phrase is the group "reason": its code, and what another function
 * says of it where it knows that. Empty where the group "code" took part and is another one.
 *
 * @param codes by reason phrase, in small letters without quotes, apostrophes and hyphens
 * @param names a code and its phrase, by code
 */
record HttpStatusOfReason(
    Map<String, String> codes, Map<String, String> names, TemplateFunction meaning)
    implements TemplateFunction {
  private static final Pattern QUOTES = Pattern.compile("[\"'“”„«»「」]");

  /** With the phrases of the registry, those of older versions of it, and their short forms. */
  static HttpStatusOfReason builtIn(TemplateFunction meaning) {
    Map<String, String> codes = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    for (List<String> row : FactTable.read("http-status.txt", 3)) {
      codes.put(plain(row.get(1)), row.get(0));
      names.put(row.get(0), row.get(0) + " " + row.get(1));
    }
    for (List<String> row : FactTable.read("http-reasons.txt", 2)) {
      codes.put(plain(row.get(1)), row.get(0));
    }
    return new HttpStatusOfReason(Map.copyOf(codes), Map.copyOf(names), meaning);
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    String asked = arguments.get("code");
    return code(plain(arguments.get("reason")))
        .filter(code -> asked.isEmpty() || asked.equals(code))
        .flatMap(code -> answer(code, arguments.language()));
  }

  private Optional<String> answer(String code, Tongue language) {
    return meaning
        .answer(new Arguments(Map.of("code", code), language))
        .or(() -> Optional.ofNullable(names.get(code)));
  }

  /** Of "internal server" as well: the word "error" may have been taken for one around it. */
  private Optional<String> code(String reason) {
    return Optional.ofNullable(codes.get(reason))
        .or(() -> Optional.ofNullable(codes.get(reason + " error")));
  }

  private static String plain(String reason) {
    return QUOTES.matcher(reason.toLowerCase(Locale.ROOT)).replaceAll("").replace('-', ' ').strip();
  }
}
