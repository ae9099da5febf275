package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.function.Tongue;
import dev.rung.server.template.table.FaqTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one [[faq]] of a file: a table of questions and answers becomes a template. */
final class FaqReader {
  private static final String OWNER = "a faq";
  private static final Set<String> KEYS = Set.of("name", "file", "examples", "misses");
  private static final Forms ANYTHING =
      Forms.ofWhole(List.of(Pattern.compile("(?P<" + FaqTable.QUESTION + ">.+)")));

  private FaqReader() {}

  static TemplateEntry read(TomlEntry toml, CsvFiles files) throws TemplateFileException {
    toml.allowOnly(KEYS);
    String name = toml.name(OWNER);
    FaqTable table = files.read(toml, OWNER, csv -> FaqTable.of(csv, FaqReader::bare));
    var template = new Template(name, keywords(table), ANYTHING, Forms.NONE, Forms.NONE, table);
    return new TemplateEntry(
        template, Tongue.ENGLISH, toml.examples("examples"), toml.strings("misses"));
  }

  /** A question without courtesy; empty where no keyword could lead to it. */
  private static Optional<String> bare(String question) {
    return Phrase.of(question).map(Phrase::text).filter(text -> !Keywords.best(text).isEmpty());
  }

  private static List<String> keywords(FaqTable table) {
    return table.questions().stream().map(Keywords::best).distinct().sorted().toList();
  }
}
