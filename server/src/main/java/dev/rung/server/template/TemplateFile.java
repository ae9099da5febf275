package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads a file of templates; docs/templates.md describes the format. */
final class TemplateFile {
  private static final Set<String> FILE_KEYS = Set.of("words", "template");
  private static final Set<String> TEMPLATE_KEYS =
      Set.of(
          "name",
          "keywords",
          "patterns",
          "heads",
          "except",
          "answer",
          "function",
          "examples",
          "misses");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final String file;
  private final Map<String, TemplateFunction> functions;
  private final Wording wording;

  private TemplateFile(String file, Map<String, TemplateFunction> functions, Wording wording) {
    this.file = file;
    this.functions = functions;
    this.wording = wording;
  }

  /**
   * The templates of a file, in order.
   *
   * @param file its name, for errors
   * @throws TemplateFileException for the first thing that is wrong; examples are not run
   */
  static List<TemplateEntry> parse(
      String file, String content, Map<String, TemplateFunction> functions)
      throws TemplateFileException {
    TomlParseResult toml = Toml.parse(content);
    if (toml.hasErrors()) {
      TomlParseError first = toml.errors().getFirst();
      throw Place.of(file, first.position()).error(String.valueOf(first.getMessage()));
    }
    var root = new TomlEntry(file, toml, new Place(file, 1));
    root.allowOnly(FILE_KEYS);
    if (toml.contains("words") && !toml.isTable("words")) {
      throw root.at("words").error("words must be a table");
    }
    var words = new TomlEntry(file, toml.getTableOrEmpty("words"), root.at("words"));
    return new TemplateFile(file, functions, Wording.of(words)).entries(root);
  }

  private List<TemplateEntry> entries(TomlEntry root) throws TemplateFileException {
    if (!(root.table().get("template") instanceof TomlArray list) || list.isEmpty()) {
      throw root.place().error("there must be at least one [[template]]");
    }
    List<TemplateEntry> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Place place = Place.of(file, list.inputPositionOf(i));
      if (!(list.get(i) instanceof TomlTable table)) {
        throw place.error("a template is written as [[template]]");
      }
      entries.add(entry(new TomlEntry(file, table, place)));
    }
    return entries;
  }

  private TemplateEntry entry(TomlEntry toml) throws TemplateFileException {
    toml.allowOnly(TEMPLATE_KEYS);
    List<Pattern> patterns = patterns(toml, "patterns", 0);
    List<Pattern> heads = patterns(toml, "heads", Pattern.LONGEST_MATCH);
    if (patterns.isEmpty() && heads.isEmpty()) {
      throw toml.place().error("a template needs patterns or heads");
    }
    var template =
        new Template(
            name(toml),
            keywords(toml),
            patterns,
            heads,
            patterns(toml, "except", 0),
            function(toml, patterns, heads));
    return new TemplateEntry(template, toml.examples("examples"), toml.strings("misses"));
  }

  private static String name(TomlEntry toml) throws TemplateFileException {
    String name =
        toml.string("name").orElseThrow(() -> toml.place().error("a template needs a name"));
    if (!NAME.matches(name)) {
      throw toml.at("name").error("name must be small letters, digits and hyphens");
    }
    return name;
  }

  private static List<String> keywords(TomlEntry toml) throws TemplateFileException {
    List<String> keywords = new ArrayList<>();
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

  private List<Pattern> patterns(TomlEntry toml, String key, int flags)
      throws TemplateFileException {
    List<Pattern> patterns = new ArrayList<>();
    for (Placed pattern : toml.strings(key)) {
      patterns.add(wording.compile(pattern, flags));
    }
    return patterns;
  }

  private TemplateFunction function(TomlEntry toml, List<Pattern> patterns, List<Pattern> heads)
      throws TemplateFileException {
    Optional<String> answer = toml.string("answer");
    Optional<String> function = toml.string("function");
    if (answer.isPresent() == function.isPresent()) {
      throw toml.place().error("a template needs either an answer or a function");
    }
    return answer.isPresent()
        ? written(new Interpolation(answer.get()), toml, patterns, heads)
        : named(function.orElseThrow(), toml);
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
      Interpolation answer, TomlEntry toml, List<Pattern> patterns, List<Pattern> heads)
      throws TemplateFileException {
    for (String group : answer.placeholders()) {
      boolean ofHeads = group.equals(Arguments.TEXT) || heads.isEmpty();
      if (!ofHeads || patterns.stream().anyMatch(p -> !p.namedGroups().containsKey(group))) {
        throw toml.at("answer").error("{" + group + "} is not a group of every pattern");
      }
    }
    return answer;
  }
}
