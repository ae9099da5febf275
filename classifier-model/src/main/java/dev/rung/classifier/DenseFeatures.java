package dev.rung.classifier;

import java.util.ArrayList;
import java.util.List;

/**
 * A task's features as numbers, mostly 0 to 1: counts by their logarithms, choices as one number
 * each. They hold in any domain, where single words do not.
 */
public final class DenseFeatures {
  private static final Sense[] SENSES = Sense.values();
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
    Row row = new Row(new ArrayList<>(), new float[NAMES.isEmpty() ? 512 : NAMES.size()]);
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
    for (Mood mood : Mood.values()) {
      row.flag("mood." + mood, text.mood() == mood);
    }
    row.flag("text.outright", text.outright());
    row.flag("text.told", text.told());
    row.flag("text.foreign", text.foreign());
    row.flag("text.persona", text.persona());
    row.flag("action.none", text.action().isEmpty());
    row.flag("object.none", text.object().isEmpty());
    for (Sense sense : SENSES) {
      if (Sense.bitsOf(Sense.Kind.ACTION) << ~sense.index() < 0) {
        row.flag("action." + sense, text.does(sense));
      }
      if (Sense.bitsOf(Sense.Kind.OBJECT) << ~sense.index() < 0) {
        row.flag("object." + sense, text.wants(sense));
      }
      row.log("sense." + sense, text.senses().of(sense), 2);
    }
    row.log("asked.parts", text.asked().parts(), 3);
    row.log("asked.files", text.asked().files(), 3);
    row.log("asked.lines", text.asked().lines(), 6);
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

  private static List<String> names() {
    Row row = new Row(new ArrayList<>(), new float[512]);
    fill(TaskFeatures.of("", TaskHints.NONE, 0), row);
    return List.copyOf(row.names);
  }

  /** Numbers with their names, in the order in which they come. */
  private static final class Row {
    private final List<String> names;
    private final float[] values;
    private int at;

    Row(List<String> names, float[] values) {
      this.names = names;
      this.values = values;
    }

    void flag(String name, boolean value) {
      put(name, value ? 1 : 0);
    }

    /** Natural logarithm of one more than a count, against what is usual at most. */
    void log(String name, int value, int usual) {
      put(name, (float) (Math.log1p(Math.max(0, value)) / usual));
    }

    private void put(String name, float value) {
      names.add(name);
      values[at++] = value;
    }
  }
}
