package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a line what it may have from a prompt, however short: every word that stands in the
 * prompt, or is a part of one there, unless it is one of those that error messages are made of. Of
 * ideographs, which have no blanks between words, any two in a row. A whole line that has a longer
 * run from the prompt is told as quoting it.
 */
final class QuotedWords {
  private static final String HIDDEN = "[…]";

  /** Any quote of twice this length holds a window of this length that starts at a multiple. */
  private static final int WINDOW = 16;

  /** A word, or two ideographs; the n of an escaped line end is part of neither. */
  private static final Pattern WORD =
      Pattern.compile("\\p{IsIdeographic}{1,2}|(?<!\\\\(?=[nrt]))[\\p{L}\\p{N}]+");

  /** What says nothing of a prompt that has it, too. */
  private static final Set<String> USUAL =
      Set.of(
          """
          a about above access account active add after again all allowed already also an and any
          api are argument arguments array as at authentication available bad balance be because been
          before below between billing body but by call calls can cannot characters chat check client
          code completion completions config configuration connection contact contain contains content
          context could create credit credits current daily data day deprecated did disabled do docs
          does down due during each either element empty enabled error errors exceed exceeded exceeds
          exist exists expected expired fail failed failure false field fields file filter first for
          format forbidden found free from function functions get given got greater had has have help
          here high how however id if image images in incorrect index input inputs instead insufficient
          internal invalid is it item items its json key keys large last later least length less limit
          limits list load loading long maximum max may message messages method min minimum minute
          missing model models more most must name need no non none not null number object of on one
          only open or organization other out output over overloaded parameter parameters parse
          permission plan please policy position prompt property provide provided quota range rate
          reached read reason received reduce refused region rejected request requested requests
          required requires resource response retry role s schema second seconds see select server
          service set should size so some start status stop stream string supported system t temperature
          temporarily text than that the their then there these they this time timeout to token tokens
          too tool tools total true try type unable unauthorized unavailable unexpected unknown
          unsupported up upgrade url usage use used user using valid value values version was we were
          when where which while will with within without you your
          """
              .strip()
              .split("\\s+"));

  private QuotedWords() {}

  /** The line without them; empty where it has a longer run from the prompt. */
  static Optional<String> without(String line, Prompt prompt) {
    List<String> said = new ArrayList<>();
    for (Message message : prompt.messages()) {
      message.parts().forEach(part -> add(text(part), said));
    }
    List<String> all = new ArrayList<>(said);
    for (Tool tool : prompt.tools()) {
      add(tool.description(), all);
      add(tool.parametersSchema(), all);
    }
    prompt.responseSchema().ifPresent(schema -> add(schema, all));
    return all.stream().anyMatch(text -> hasRun(line, text))
        ? Optional.empty()
        : Optional.of(hidden(line, said));
  }

  /** The fields of schemas may be named: what is wrong with one could not be told otherwise. */
  private static String hidden(String line, List<String> said) {
    return WORD.matcher(line)
        .replaceAll(
            word -> Matcher.quoteReplacement(isFrom(word.group(), said) ? HIDDEN : word.group()));
  }

  private static boolean isFrom(String word, List<String> said) {
    String lower = word.toLowerCase(Locale.ROOT);
    return !USUAL.contains(lower) && said.stream().anyMatch(text -> text.contains(lower));
  }

  private static boolean hasRun(String line, String text) {
    String lower = line.toLowerCase(Locale.ROOT);
    for (int at = 0; at + WINDOW <= lower.length(); at += WINDOW) {
      if (text.contains(lower.substring(at, at + WINDOW))) {
        return true;
      }
    }
    return false;
  }

  /** In one line as the message is: a quote of several lines is one, too. */
  private static void add(String text, List<String> to) {
    if (!text.isEmpty()) {
      to.add(Excerpt.oneLine(text, text.length()).toLowerCase(Locale.ROOT));
    }
  }

  private static String text(Part part) {
    return switch (part) {
      case Part.Text text -> text.text();
      case Part.Result result -> result.content();
      case Part.Call call -> call.call().arguments();
      case Part.ImageUri image -> image.uri();
      case Part.ImageBytes _ -> "";
    };
  }
}
