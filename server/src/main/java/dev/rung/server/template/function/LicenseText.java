package dev.rung.server.template.function;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The text of the licence in the group "license", or the header that its files carry, with the year
 * (this one in UTC where the group "year" is missing) and the holder filled in.
 */
record LicenseText(InstantSource clock) {
  /**
   * A licence of the table.
   *
   * @param spdx its identifier in the SPDX list
   */
  private record License(String id, String spdx) {}

  /** Read when the first licence is asked for. */
  private static final class Table {
    private static final Map<String, License> BY_NAME = read();

    private static Map<String, License> read() {
      Map<String, License> byName = new HashMap<>();
      for (List<String> row : FactTable.read("licenses.txt", 3)) {
        for (String name : row.get(2).split(", ", -1)) {
          byName.put(name, new License(row.get(0), row.get(1)));
        }
      }
      return byName;
    }
  }

  /** The file LICENSE. */
  Optional<String> file(Arguments arguments) {
    return license(arguments)
        .flatMap(license -> filled("license", license, arguments))
        .map(text -> ShippedText.fenced("`LICENSE`" + note(text), "text", text));
  }

  /** A comment in the language of the group "target", or plain text without that group. */
  Optional<String> header(Arguments arguments) {
    String target = arguments.get("target");
    Optional<Language> language = Languages.named(target).filter(Language::hasComments);
    if (!target.isEmpty() && language.isEmpty()) {
      return Optional.empty();
    }
    return license(arguments)
        .flatMap(license ->
            filled("license-header", license, arguments)
                .map(text ->
                    ShippedText.fenced(
                        "Header of a file under " + license.spdx() + note(text),
                        language.map(Language::id).orElse("text"),
                        language.map(l -> l.commented(text)).orElse(text))));
  }

  private static Optional<License> license(Arguments arguments) {
    return Optional.ofNullable(
        Table.BY_NAME.get(arguments.get("license").toLowerCase(Locale.ROOT)));
  }

  private Optional<String> filled(String kind, License license, Arguments arguments) {
    String asked = arguments.get("year");
    String year =
        asked.isEmpty()
            ? Integer.toString(clock.instant().atZone(ZoneOffset.UTC).getYear())
            : asked;
    return Holder.of(arguments.get("holder"))
        .flatMap(holder ->
            ShippedText.read(kind, license.id() + ".txt")
                .map(text -> text.replace("{year}", year).replace("{holder}", holder)));
  }

  private static String note(String text) {
    return text.contains(Holder.PLACEHOLDER)
        ? "; put the name in place of " + Holder.PLACEHOLDER
        : "";
  }
}
