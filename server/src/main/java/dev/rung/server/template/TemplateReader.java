package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.InLanguage;
import dev.rung.server.template.function.TemplateFunction;
import dev.rung.server.template.function.Tongue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one [[template]] of a file.
 *
 * @param functions that it may name
 * @param wording of its file
 * @param tables of its file
 */
record TemplateReader(
    Map<String, TemplateFunction> functions, Wording wording, Map<String, NamedTable> tables) {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "language",
          "table",
          "keywords",
          "patterns",
          "heads",
          "except",
          "answer",
          "function",
          "examples",
          "misses");

  /**
   * The template.
   *
   * @throws TemplateFileException for the first thing that is wrong; examples are not run
   */
  TemplateEntry read(TomlEntry toml) throws TemplateFileException {
    toml.allowOnly(KEYS);
    Optional<NamedTable> table = table(toml);
    Wording words = table.map(t -> wording.with(t.words())).orElse(wording);
    Forms phrases = Forms.ofWhole(patterns(toml, "patterns", words, 0));
    Forms heads = Forms.ofBeginning(patterns(toml, "heads", words, Pattern.LONGEST_MATCH));
    if (phrases.isEmpty() && heads.isEmpty()) {
      throw toml.place().error("a template needs patterns or heads");
    }
    Tongue language = toml.language();
    var template =
        new Template(
            toml.name("a template"),
            keywords(toml, table),
            phrases,
            heads,
            Forms.ofWhole(patterns(toml, "except", words, 0)),
            table.isPresent()
                ? lookUp(table.get(), toml, phrases, heads)
                : function(toml, phrases, heads));
    return new TemplateEntry(template, language, toml.examples("examples"), toml.strings("misses"));
  }

  private Optional<NamedTable> table(TomlEntry toml) throws TemplateFileException {
    Optional<String> name = toml.string("table");
    if (name.isPresent() && !tables.containsKey(name.get())) {
      throw toml.at("table").error("no [[table]] of this file is called \"" + name.get() + "\"");
    }
    return name.map(tables::get);
  }

  /** Where a table is asked and none are given, one of each name of its metrics. */
  private static List<String> keywords(TomlEntry toml, Optional<NamedTable> table)
      throws TemplateFileException {
    List<String> keywords = new ArrayList<>();
    if (table.isPresent() && !toml.table().contains("keywords")) {
      return table.get().keywords();
    }
    for (Placed keyword : toml.strings("keywords")) {
      if (!KeywordIndex.isKeyword(keyword.text())) {
        throw keyword
            .place()
            .error("\"" + keyword.text() + "\" is no keyword: one word, or \"#\" for any number");
      }
      keywords.add(keyword.text());
    }
    if (keywords.isEmpty()) {
      throw toml.place()
          .error("a template needs keywords: one of them is in every request it answers");
    }
    return keywords;
  }

  private static List<Pattern> patterns(TomlEntry toml, String key, Wording words, int flags)
      throws TemplateFileException {
    List<Pattern> patterns = new ArrayList<>();
    for (Placed pattern : toml.strings(key)) {
      patterns.add(words.compile(pattern, flags));
    }
    return patterns;
  }

  private TemplateFunction function(TomlEntry toml, Forms phrases, Forms heads)
      throws TemplateFileException {
    Optional<String> answer = toml.string("answer");
    Optional<String> function = toml.string("function");
    if (answer.isPresent() == function.isPresent()) {
      throw toml.place().error("a template needs either an answer or a function");
    }
    return answer.isPresent()
        ? written(new Interpolation(answer.get()), toml, phrases, heads)
        : inLanguage(named(function.orElseThrow(), toml), toml.language());
  }

  private static TemplateFunction inLanguage(TemplateFunction function, Tongue language) {
    return language == Tongue.ENGLISH ? function : new InLanguage(function, language);
  }

  private static TemplateFunction lookUp(
      NamedTable table, TomlEntry toml, Forms phrases, Forms heads) throws TemplateFileException {
    if (!heads.isEmpty() || toml.table().contains("function")) {
      throw toml.at("table").error("a template that asks a table has patterns and an answer");
    }
    for (String group : table.groups()) {
      if (!phrases.allHave(group)) {
        throw toml.at("patterns").error("every pattern needs {" + group + "}");
      }
    }
    var answer = new Interpolation(toml.required("answer", "a template"));
    for (String name : answer.placeholders()) {
      if (!name.equals(TableLookup.VALUE) && !table.groups().contains(name)) {
        throw toml.at("answer").error("{" + name + "} is neither {value} nor of the table");
      }
    }
    return new TableLookup(table.table(), answer, toml.language());
  }

  private TemplateFunction named(String name, TomlEntry toml) throws TemplateFileException {
    TemplateFunction function = functions.get(name);
    if (function == null) {
      throw toml.at("function")
          .error(
              "no function \""
                  + name
                  + "\"; there are "
                  + String.join(", ", new TreeSet<>(functions.keySet())));
    }
    return function;
  }

  private static TemplateFunction written(
      Interpolation answer, TomlEntry toml, Forms phrases, Forms heads)
      throws TemplateFileException {
    for (String group : answer.placeholders()) {
      boolean ofHeads = group.equals(Arguments.TEXT) || heads.isEmpty();
      if (!ofHeads || !phrases.allHave(group)) {
        throw toml.at("answer").error("{" + group + "} is not a group of every pattern");
      }
    }
    return answer;
  }
}
