package dev.rung.server.template.table;

import dev.rung.server.template.function.Arguments;
import dev.rung.server.template.function.TemplateFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Questions and their answers. The group {@value #QUESTION} must be one of the questions, whole, in
 * any case and punctuation.
 */
public final class FaqTable implements TemplateFunction {
  /** The group that holds what was asked. */
  public static final String QUESTION = "question";

  private static final String ANSWER = "answer";

  private record Entry(int line, String answer) {}

  private final Map<String, Entry> byQuestion = new HashMap<>();

  private FaqTable() {}

  /**
   * The table: a column of questions and one of answers. A row without an answer is another wording
   * of the question above it.
   *
   * @param bare a question without the words that ask for nothing; empty for one that nobody can
   *     ask
   * @throws TableException for the first thing that is wrong
   */
  public static FaqTable of(CsvTable csv, Function<String, Optional<String>> bare)
      throws TableException {
    int questions = csv.required(QUESTION);
    int answers = csv.required(ANSWER);
    var table = new FaqTable();
    String answer = "";
    for (Row row : csv.rows()) {
      String written = row.cells().get(answers);
      answer = written.isEmpty() ? answer : written;
      table.add(row.line(), row.cells().get(questions), answer, bare);
    }
    return table;
  }

  /** Every question as it is looked up. */
  public Set<String> questions() {
    return byQuestion.keySet();
  }

  @Override
  public Optional<String> answer(Arguments arguments) {
    return Optional.ofNullable(byQuestion.get(Names.ofQuestion(arguments.get(QUESTION))))
        .map(Entry::answer);
  }

  private void add(
      int line, String question, String answer, Function<String, Optional<String>> bare)
      throws TableException {
    String key = bare.apply(question).map(Names::ofQuestion).orElse("");
    if (key.isEmpty()) {
      throw new TableException(line, "\"" + question + "\" is no question of one short line");
    }
    if (answer.isEmpty()) {
      throw new TableException(line, "the first question needs an answer");
    }
    Entry earlier = byQuestion.putIfAbsent(key, new Entry(line, answer));
    if (earlier != null) {
      throw new TableException(
          line, "\"" + question + "\" is in line " + earlier.line() + " already");
    }
  }
}
