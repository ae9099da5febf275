package dev.rung.classifier.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads grammar files one after another; see the package for the notation. What is wrong is an
 * IllegalArgumentException that begins with {@code file:line:}.
 */
final class GrammarReader {
  static final Set<String> LANGUAGES =
      Set.of("en", "de", "es", "fr", "zh", "ja", "hi", "pt", "it", "ru", "ko");

  private static final Pattern LIST = Pattern.compile("(list|text) ([a-z][a-z0-9._-]*)");
  private static final Pattern GROUP =
      Pattern.compile(
          "group ([a-z][a-z0-9.-]*) tier=([0-4]) kind=([a-z-]+) lang=([a-z]{2})"
              + "(?: times=([2-9]))?(?: gain=(0\\.[0-9]+))?");
  private static final Pattern BARS = Pattern.compile(" \\| ");

  private final Map<String, List<Phrase>> lists = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Group> firstOfName = new HashMap<>();

  private String file = "";
  private int line;
  private Section section = new Section(false, phrase -> {}, false);
  private boolean inSection;

  /** Where the phrases of the lines that follow belong. */
  private record Section(boolean several, Consumer<Phrase> target, boolean pasted) {}

  void read(String name, List<String> lines) {
    file = name;
    inSection = false;
    for (line = 1; line <= lines.size(); line++) {
      String text = lines.get(line - 1);
      if (text.equals("<<<")) {
        readBlock(lines);
      } else if (!text.isBlank() && !text.startsWith("#")) {
        readLine(text);
      }
    }
  }

  /** All that was read, checked. */
  Grammar grammar() {
    return new Grammar(Map.copyOf(lists), List.copyOf(groups)).checked();
  }

  private void readLine(String text) {
    if (!text.startsWith(" ")) {
      open(text.strip());
    } else if (!inSection || section.pasted()) {
      throw wrong("a line belongs to a list or a group, and what is pasted to a block");
    } else if (section.several()) {
      for (String filler : BARS.split(text.strip(), -1)) {
        add(PhraseReader.line(filler.strip()));
      }
    } else {
      add(PhraseReader.line(text.strip()));
    }
  }

  private void readBlock(List<String> lines) {
    int end = lines.subList(line, lines.size()).indexOf(">>>");
    if (!inSection || end < 1) {
      throw wrong("a block belongs to a list or a group, has lines, and ends with >>>");
    }
    String text = String.join("\n", lines.subList(line, line + end));
    add(section.pasted() ? PhraseReader.pasted(text) : PhraseReader.block(text));
    line += end + 1;
  }

  private void add(Phrase phrase) {
    section.target().accept(phrase);
  }

  private void open(String head) {
    Matcher list = LIST.matcher(head);
    Matcher group = GROUP.matcher(head);
    if (list.matches()) {
      List<Phrase> phrases = lists.computeIfAbsent(list.group(2), name -> new ArrayList<>());
      section = new Section(true, phrases::add, list.group(1).equals("text"));
    } else if (group.matches()) {
      List<Phrase> templates = openGroup(group);
      section = new Section(false, templates::add, false);
    } else {
      throw wrong("expected list NAME, text NAME or group NAME tier=N kind=KIND lang=LL");
    }
    inSection = true;
  }

  private List<Phrase> openGroup(Matcher head) {
    List<Phrase> templates = new ArrayList<>();
    int tier = Integer.parseInt(head.group(2));
    Group group =
        new Group(
            head.group(1),
            tier,
            head.group(3),
            head.group(4),
            Optional.ofNullable(head.group(5)).map(Integer::parseInt).orElse(1),
            Optional.ofNullable(head.group(6))
                .map(Double::parseDouble)
                .orElse(KindGain.of(head.group(3))),
            file + ":" + line,
            templates);
    if (!LANGUAGES.contains(group.language())) {
      throw wrong("lang must be one of " + LANGUAGES.stream().sorted().toList());
    }
    Group first = firstOfName.computeIfAbsent(group.name(), name -> group);
    if (first.tier() != tier || !first.kind().equals(group.kind())) {
      throw wrong("group " + group.name() + " has another tier or kind at " + first.place());
    }
    groups.add(group);
    return templates;
  }

  private IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException("%s:%d: %s".formatted(file, line, message));
  }
}
