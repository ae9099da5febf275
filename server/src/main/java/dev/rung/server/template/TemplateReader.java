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
import java.util.stream.Collectors;

/**
 * Reads one [[template]] of a file.
 *
 * @param functions that it may name
 * @param wording of its file
 */
record TemplateReader(Map<String, TemplateFunction> functions, Wording wording) {
  private static final Set<String> KEYS =
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

  /**
   * The template.
   *
   * @throws TemplateFileException for the first thing that is wrong; examples are not run
   */
  TemplateEntry read(TomlEntry toml) throws TemplateFileException {
    toml.allowOnly(KEYS);
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
            oneOf(patterns(toml, "except", 0)),
            function(toml, patterns, heads));
    return new TemplateEntry(template, toml.examples("examples"), toml.strings("misses"));
  }

  /** One pattern for all of them, which costs one match instead of many. */
  private static Optional<Pattern> oneOf(List<Pattern> patterns) {
    if (patterns.isEmpty()) {
      return Optional.empty();
    }
    String any = patterns.stream().map(Pattern::pattern).collect(Collectors.joining(")|(?:"));
    return Optional.of(Pattern.compile("(?:" + any + ")", Pattern.CASE_INSENSITIVE));
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
