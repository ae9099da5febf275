package dev.rung.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A task's features as numbers, mostly 0 to 1: counts by their logarithms, choices as one number
 * each. They hold in any domain, where single words do not.
 */
public final class DenseFeatures {
  private static final long ACTIONS = Sense.bitsOf(Sense.Kind.ACTION);
  private static final long OBJECTS = Sense.bitsOf(Sense.Kind.OBJECT);
  private static final Mood[] MOODS = Mood.values();
  private static final List<String> MOOD_NAMES =
      Arrays.stream(MOODS).map(mood -> "mood." + mood).toList();
  private static final SenseNames[] SENSES =
      Arrays.stream(Sense.values()).map(SenseNames::of).toArray(SenseNames[]::new);

  /** Most counts are small, and their logarithms are asked for a hundred times a task. */
  private static final double[] LOGARITHMS =
      IntStream.range(0, 1024).mapToDouble(Math::log1p).toArray();

  private static final List<String> NAMES = names();

  private DenseFeatures() {}

  /** How many numbers there are. */
  public static int count() {
    return NAMES.size();
  }

  /** What each number is, such as "action.create". */
  public static List<String> featureNames() {
    return NAMES;
  }

  public static float[] of(TaskFeatures task) {
    Row row = new Row(Optional.empty(), new float[NAMES.size()]);
    fill(task, row);
    return row.values;
  }

  private static void fill(TaskFeatures task, Row row) {
    TextFeatures text = task.text();
    row.log("text.length", text.length(), 10);
    row.log("text.words", text.words(), 8);
    row.log("text.sentences", text.sentences(), 5);
    row.log("text.questions", text.questions(), 3);
    row.log("text.list_items", text.listItems(), 4);
    row.log("text.numbers", text.numbers(), 4);
    row.flag("text.words<=4", text.words() <= 4);
    row.flag("text.words<=8", text.words() <= 8);
    row.flag("text.words<=15", text.words() <= 15);
    row.flag("text.words<=30", text.words() <= 30);
    row.flag("text.words<=80", text.words() <= 80);
    row.flag("text.words>250", text.words() > 250);
    for (int i = 0; i < MOODS.length; i++) {
      row.flag(MOOD_NAMES.get(i), text.mood() == MOODS[i]);
    }
    row.flag("text.outright", text.outright());
    row.flag("text.told", text.told());
    row.flag("text.foreign", text.foreign());
    row.flag("text.persona", text.persona());
    row.log("question.words", text.question().words(), 4);
    row.log("question.beside", text.words() - text.question().words(), 6);
    row.flag("question.opens", text.question().opens());
    row.flag("question.closes", text.question().closes());
    row.flag("question.asks_of_text", asksOfText(text));
    row.log("text.quoted", text.quoted(), 8);
    fillLayout(text, row);
    row.flag("cues.together", text.cues().together());
    row.log("cues.choices", text.cues().choices(), 2);
    row.log("cues.depth", text.cues().depth(), 2);
    row.log("cues.enterprise", text.cues().enterprise(), 2);
    row.log("cues.given", text.cues().given(), 8);
    row.log("cues.figures", text.cues().figures(), 3);
    row.flag("action.none", text.action().isEmpty());
    row.flag("object.none", text.object().isEmpty());
    for (SenseNames named : SENSES) {
      if ((ACTIONS & named.sense.bit()) != 0) {
        row.flag(named.action, text.does(named.sense));
      }
      if ((OBJECTS & named.sense.bit()) != 0) {
        row.flag(named.object, text.wants(named.sense));
      }
      row.log(named.any, text.senses().of(named.sense), 2);
    }
    row.log("asked.parts", text.asked().parts(), 3);
    row.log("asked.files", text.asked().files(), 3);
    row.log("asked.lines", text.asked().lines(), 6);
    row.log("asked.prose", text.asked().prose(), 8);
    CodeFeatures code = task.code();
    row.flag("code.present", code.present());
    row.log("code.lines", task.linesOfCode(), 6);
    row.log("code.functions", code.functions(), 3);
    row.log("code.classes", code.classes(), 3);
    row.log("code.branches", code.branches(), 4);
    row.log("code.complexity", code.cyclomaticComplexity(), 4);
    row.flag("code.tables", code.tables());
    row.flag("code.trace", code.stackTrace());
    row.flag("code.language", task.language().isPresent());
    TaskHints hints = task.hints();
    row.log("hints.entities", hints.entities(), 3);
    row.log("hints.largest_entity", hints.largestEntity(), 3);
    row.log("hints.documents", hints.documents(), 3);
    row.flag("hints.grids", hints.grids().isPresent());
    row.log("turns", task.earlierTurns(), 3);
  }

  private static void fillLayout(TextFeatures text, Row row) {
    Layout layout = text.layout();
    row.log("layout.lines", layout.lines(), 5);
    row.log("layout.paragraphs", layout.paragraphs(), 4);
    row.log("layout.head", layout.head(), 8);
    row.log("layout.tail", layout.tail(), 8);
    row.log("layout.lead", layout.lead(), 5);
    row.share("layout.head_share", layout.head(), text.length());
    row.share("layout.tail_share", layout.tail(), text.length());
    row.log("layout.speeches", layout.speeches(), 3);
    row.log("layout.options", layout.options(), 2);
    row.log("layout.examples", layout.examples(), 3);
    row.log("layout.formulas", layout.formulas(), 3);
    row.log("layout.headings", layout.headings(), 3);
    row.log("layout.capitals", layout.capitals(), 4);
    row.share("layout.digits", layout.digits(), text.length());
    row.share("layout.symbols", layout.symbols(), text.length());
    row.share("layout.wide", layout.wide(), text.length());
  }

  /** A short question with several sentences beside it. */
  private static boolean asksOfText(TextFeatures text) {
    QuestionPlace question = text.question();
    return text.questions() == 1
        && (question.opens() || question.closes())
        && text.sentences() > 2
        && text.words() > 3 * question.words();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    fill(TaskFeatures.of("", TaskHints.NONE, 0), new Row(Optional.of(names), new float[512]));
    return List.copyOf(names);
  }

  /** What the numbers of a sense are called: making a text anew for each task would cost more. */
  private record SenseNames(Sense sense, String action, String object, String any) {
    static SenseNames of(Sense sense) {
      return new SenseNames(sense, "action." + sense, "object." + sense, "sense." + sense);
    }
  }

  /** Numbers in the order in which they come, and their names where those are wanted. */
  private static final class Row {
    private final Optional<List<String>> names;
    private final float[] values;
    private int at;

    Row(Optional<List<String>> names, float[] values) {
      this.names = names;
      this.values = values;
    }

    void flag(String name, boolean value) {
      put(name, value ? 1 : 0);
    }

    /** Natural logarithm of one more than a count, against what is usual at most. */
    void log(String name, int value, int usual) {
      put(name, (float) (log1p(Math.max(0, value)) / usual));
    }

    /** A part of a whole, 0 where there is none. */
    void share(String name, int part, int whole) {
      put(name, whole == 0 ? 0 : (float) part / whole);
    }

    private static double log1p(int value) {
      return value < LOGARITHMS.length ? LOGARITHMS[value] : Math.log1p(value);
    }

    private void put(String name, float value) {
      if (names.isPresent()) {
        names.get().add(name);
      }
      values[at++] = value;
    }
  }
}
