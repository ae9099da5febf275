package dev.rung.server.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.rung.server.template.function.InLanguage;
import dev.rung.server.template.function.TemplateFunction;
import dev.rung.server.template.function.TemplateFunctions;
import dev.rung.server.template.function.Tongue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shipped templates of one language other than English, from a file of lines:
 *
 * <pre>
 * {name} = what {name} stands for in the lines below
 * [template] the name of a function, or "= an answer"
 * : keywords, separated by commas; @units are the names of units
 * a pattern
 * ! a pattern of phrases that are left to a model
 * </pre>
 *
 * The examples are with the tests, so that no start reads them.
 */
final class SpokenTemplates {
  private static final String UNITS = "@units";
  private static final Pattern WORD = Pattern.compile("(\\{[a-z]+\\}) = (.+)");
  private static final Pattern TEMPLATE = Pattern.compile("\\[([a-z-]+)\\] (.+)");

  private final Tongue tongue;
  private final Map<String, TemplateFunction> functions;
  private final Map<String, String> words = new LinkedHashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  /** A template of which the lines are still being read. */
  private record Draft(
      String name,
      TemplateFunction function,
      List<String> keywords,
      List<String> wordings,
      List<String> exceptions) {}

  private SpokenTemplates(Tongue tongue, Map<String, TemplateFunction> functions) {
    this.tongue = tongue;
    this.functions = functions;
  }

  /**
   * Every template of every language but English, in order.
   *
   * @throws IllegalStateException when a shipped file is broken
   */
  static List<TemplateEntry> read(Map<String, TemplateFunction> functions) {
    return Arrays.stream(Tongue.values())
        .filter(tongue -> tongue != Tongue.ENGLISH)
        .flatMap(tongue ->
            new SpokenTemplates(tongue, functions).entries(ShippedFile.text(file(tongue))).stream())
        .toList();
  }

  static String file(Tongue tongue) {
    return "spoken/" + tongue.code() + ".txt";
  }

  private List<TemplateEntry> entries(String content) {
    content.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::take);
    return drafts.stream().map(this::entry).toList();
  }

  private void take(String line) {
    Matcher word = WORD.matcher(line);
    Matcher template = TEMPLATE.matcher(line);
    if (word.matches()) {
      words.put(word.group(1), "(?:" + expanded(word.group(2)) + ")");
    } else if (template.matches()) {
      drafts.add(draft(template.group(1), template.group(2)));
    } else if (line.startsWith(": ")) {
      drafts.getLast().keywords().addAll(keywords(line.substring(2)));
    } else if (line.startsWith("! ")) {
      drafts.getLast().exceptions().add(expanded(line.substring(2)));
    } else {
      drafts.getLast().wordings().add(expanded(line));
    }
  }

  private Draft draft(String name, String does) {
    TemplateFunction function =
        does.startsWith("= ")
            ? new Interpolation(does.substring(2))
            : new InLanguage(named(does), tongue);
    return new Draft(name, function, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private TemplateFunction named(String name) {
    return Optional.ofNullable(functions.get(name))
        .orElseThrow(() -> new IllegalStateException(file(tongue) + ": no function " + name));
  }

  private List<String> keywords(String list) {
    return Arrays.stream(list.split(", ", -1))
        .flatMap(word -> word.equals(UNITS) ? wordsOfUnits() : Stream.of(word))
        .map(this::checked)
        .toList();
  }

  private Stream<String> wordsOfUnits() {
    return TemplateFunctions.namesOfUnits(tongue).stream().map(Keywords::best).distinct();
  }

  private String checked(String keyword) {
    if (!KeywordIndex.isKeyword(keyword)) {
      throw new IllegalStateException(file(tongue) + ": no keyword: " + keyword);
    }
    return keyword;
  }

  private String expanded(String pattern) {
    String expanded = pattern;
    for (Map.Entry<String, String> word : words.entrySet()) {
      expanded = expanded.replace(word.getKey(), word.getValue());
    }
    return expanded;
  }

  private TemplateEntry entry(Draft draft) {
    var template =
        new Template(
            draft.name(),
            draft.keywords(),
            Forms.ofWholeWhenNeeded(draft.wordings()),
            Forms.NONE,
            Forms.ofWholeWhenNeeded(draft.exceptions()),
            draft.function());
    return new TemplateEntry(template, tongue, List.of(), List.of());
  }
}
