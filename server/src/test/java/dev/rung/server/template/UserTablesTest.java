package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Look-ups in a table of figures of the user. */
class UserTablesTest {
  private static final String TABLE =
      """
      [[table]]
      name = "growth"
      file = "growth.csv"
      keys = ["strain", "day"]
      metrics = [
        { column = "weight", unit = "g", names = ["body weight", "Gewicht"] },
        { column = "loss", unit = "%" },
        { column = "note" },
      ]
      [table.names]
      "Ross 308" = ["the red one"]
      """;

  private static final String TEMPLATES =
      """
      [[template]]
      name = "growth-en"
      table = "growth"
      patterns = ['{metric} of {strain} at {day} days', '{strain} {metric} day {day}']
      answer = "{strain}, {day} d, {metric}: {value}"
      [[template]]
      name = "growth-de"
      language = "de"
      table = "growth"
      patterns = ['{metric} von {strain} mit {day} Tagen']
      answer = "{metric}: {value}"
      """;

  private static final String CSV =
      """
      # source: nobody
      strain,day,weight,loss,note
      Ross 308,7,200,0.5,small
      Ross 308,14,520.5,,
      "Cobb, 500",7,190,1.25,"a ""quoted"" note"

      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    toml(TABLE + TEMPLATES);
    csv(CSV);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "weight of Ross 308 at 7 days          | Ross 308, 7 d, weight: 200 g",
        "BODY WEIGHT of ross-308 at 7 days?    | Ross 308, 7 d, body weight: 200 g",
        "please tell me weight of Ross308 at 14 days | Ross 308, 14 d, weight: 520.5 g",
        "weight of the red one at 7.0 days     | Ross 308, 7 d, weight: 200 g",
        "ross 308 body weight day 7            | Ross 308, 7 d, body weight: 200 g",
        "weight of cobb, 500 at ７ days         | Cobb, 500, 7 d, weight: 190 g",
        "loss of Cobb, 500 at 7 days           | Cobb, 500, 7 d, loss: 1.25%",
        "note of Cobb, 500 at 7 days           | Cobb, 500, 7 d, note: a \"quoted\" note",
        "Gewicht von Ross 308 mit 14 Tagen     | Gewicht: 520,5 g",
      })
  void answersWithACell(String request, String answer) throws TemplateFileException {
    assertThat(load().answer(request)).map(TemplateAnswer::text).contains(answer);
  }

  @Test
  void leavesToAModelWhatIsNotInTheTable() throws TemplateFileException {
    TemplateEngine engine = load();

    assertThat(
            Stream.of(
                "weight of Ross 308 at 8 days",
                "weight of Ross 308 at 21 days",
                "weight of Ross 708 at 7 days",
                "length of Ross 308 at 7 days",
                "loss of Ross 308 at 14 days",
                "weight of Ross 308 at 7 weeks",
                "weight of Ross 308 at 7,5 days",
                "weight of Ross 308 at 7 days and at 14 days",
                "weight of Ross 308 at 7 days, and why?",
                "weight of Ross 308 and Cobb 500 at 7 days",
                "not the weight of Ross 308 at 7 days",
                "Gewicht von Ross 308 mit 1.400 Tagen",
                "weight of " + "Ross ".repeat(30) + " at 7 days",
                "weight"))
        .allSatisfy(request -> assertThat(engine.answer(request)).isEmpty());
  }

  @Test
  void interpolatesOnlyWhenToldAndSaysSo() throws Exception {
    toml(TABLE.replace("keys =", "interpolate = \"linear\"\nkeys =") + TEMPLATES);
    csv(CSV.replace(",small", ",1").replace("\"a \"\"quoted\"\" note\"", ""));
    TemplateEngine engine = load();

    assertThat(engine.answer("weight of Ross 308 at 10 days"))
        .map(TemplateAnswer::text)
        .contains("Ross 308, 10 d, weight: 337.4 g (interpolated between 7 and 14)");
    assertThat(engine.answer("Gewicht von Ross 308 mit 10,5 Tagen"))
        .map(TemplateAnswer::text)
        .contains("Gewicht: 360,2 g (interpoliert zwischen 7 und 14)");
    assertThat(engine.answer("weight of Ross 308 at 7 days"))
        .map(TemplateAnswer::text)
        .contains("Ross 308, 7 d, weight: 200 g");
    assertThat(
            Stream.of(
                "weight of Ross 308 at 6 days",
                "weight of Ross 308 at 15 days",
                "weight of Cobb, 500 at 10 days",
                "loss of Ross 308 at 10 days"))
        .allSatisfy(request -> assertThat(engine.answer(request)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "strain,day,weight,loss,note\\nRoss 308,7,200,0.5      | growth.csv:2: has 4 cells where there are 5 columns",
        "strain,day,weight,loss,note\\nR,7,1,,\\n\\nR,7,1,,,   | growth.csv:4: has 6 cells where there are 5 columns",
        "strain,day,weight,loss,note\\nR,7,1,,\\nr,7.0,2,,     | growth.csv:3: r, 7.0 is in line 2 already",
        "strain,day,weight,loss,note\\nR,7,light,,             | growth.csv:2: \"light\" is no number such as 1234.5, which weight must be",
        "strain,day,weight,loss,note\\nR,7,1.2.3,,             | growth.csv:2: \"1.2.3\" is no number",
        "strain,day,weight,loss,note\\nR,,1,,                  | growth.csv:2: nothing in the column \"day\"",
        "strain,day,weight,loss\\nR,7,1,                       | growth.csv:1: no column \"note\"; there are strain, day, weight, loss",
        "strain,day,day,loss,note\\nR,7,1,,                    | growth.csv:1: there are two columns \"day\"",
        "strain,day,,loss,note\\nR,7,1,,                       | growth.csv:1: column 3 has no name",
        "strain,day,weight,loss,note\\nR,7,1,,\\n\"R,7,1,,     | growth.csv:3: is no CSV from here on",
        "strain,day,weight,loss,note                           | growth.csv:1: a table needs a row of column names and at least one more",
        "``                                                      | growth.csv:1: a table needs a row of column names and at least one more",
      })
  void refusesABadTableWithItsLine(String csv, String problem) throws IOException {
    csv(csv.replace("\\n", "\n"));

    assertThat(failure()).hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "growth.csv      | other.csv          | my.toml:3: there is no file other.csv",
        "growth.csv      | ../growth.csv      | my.toml:3: file must be the name of a .csv file",
        "\"day\"]        | \"day\", \"x y\"]  | my.toml:4: a key is a column named in small letters",
        "\"day\"]        | \"metric\"]        | my.toml:4: a key is a column named in small letters",
        "\"day\"]        | \"age\"]           | growth.csv:1: no column \"age\"",
        "{ column = \"note\" } | { colum = \"note\" } | my.toml:8: unknown key \"colum\"",
        "{ column = \"note\" } | { unit = \"g\" }     | my.toml:8: a metric needs a column",
        "{ column = \"note\" } | { column = \"note\", names = [\"weight\"] } | growth.csv:1: two metrics are called \"weight\"",
        "{ column = \"note\" } | { column = \"note\", names = [\"?\"] } | my.toml:8: \"?\" has no word in it",
        "table = \"growth\" | table = \"g\"   | my.toml:14: no [[table]] of this file is called \"g\"",
        "{strain} at {day} | {strain}        | my.toml:15: every pattern needs {day}",
        ": {value}       | : {values}         | my.toml:16: {values} is neither {value} nor of the table",
        "language = \"de\" | language = \"xx\" | my.toml:19: language must be one of en, de, es, fr, zh, ja, hi",
        "\"the red one\" | 5                  | my.toml:11: Ross 308 must hold texts that are not empty",
      })
  void refusesABadDescriptionWithItsLine(String part, String instead, String problem)
      throws IOException {
    toml((TABLE + TEMPLATES).replace(part, instead));

    assertThat(failure()).hasMessageStartingWith(problem);
  }

  @Test
  void refusesInterpolationWithoutOneNumericKeyOrBetweenTexts() throws IOException {
    toml(TABLE.replace("keys =", "interpolate = \"linear\"\nkeys =") + TEMPLATES);
    assertThat(failure()).hasMessageStartingWith("growth.csv:3: \"small\" is no number");

    csv("strain,day,weight,loss,note\nA,x,1,,\n");
    assertThat(failure()).hasMessageContaining("exactly one key column must hold numbers only");

    toml(TABLE.replace("keys =", "interpolate = \"cubic\"\nkeys =") + TEMPLATES);
    assertThat(failure()).hasMessage("my.toml:4: interpolate must be \"no\" or \"linear\"");
  }

  @Test
  void boundsATable() throws IOException {
    String header = "strain,day,weight,loss,note\n";
    csv(header + "R,1,1,," + "x".repeat(10_001) + "\n");
    assertThat(failure()).hasMessage("growth.csv:2: a cell has at most 10000 characters");

    StringBuilder rows = new StringBuilder(header);
    for (int i = 0; i <= 50_000; i++) {
      rows.append("R,").append(i).append(",1,,\n");
    }
    csv(rows.toString());
    assertThat(failure()).hasMessage("growth.csv:50002: a table has at most 50000 rows");

    csv(header + "#".repeat(4 << 20));
    assertThat(failure()).hasMessage("growth.csv: is larger than 4 MiB");

    csv("x,".repeat(100) + "y\n" + "1,".repeat(100) + "2\n");
    assertThat(failure()).hasMessage("growth.csv:1: a table has at most 100 columns");
  }

  @Test
  void refusesTwoTablesOfOneNameAndAFunctionBesideATable() throws IOException {
    toml(TABLE + TABLE);
    assertThat(failure()).hasMessage("my.toml:13: two tables are called \"growth\"");

    toml(TABLE + TEMPLATES.replaceFirst("answer = .*", "function = \"uuid\""));
    assertThat(failure()).hasMessageContaining("a template that asks a table has patterns");

    assertThat(List.of(TABLE))
        .allSatisfy(alone -> {
          toml(alone);
          assertThat(failure())
              .hasMessageContaining("at least one [[template]], [[faq]] or [[rates]]");
        });
  }

  private void toml(String content) throws IOException {
    Files.writeString(folder.resolve("my.toml"), content);
  }

  private void csv(String content) throws IOException {
    Files.writeString(folder.resolve("growth.csv"), content);
  }

  private TemplateFileException failure() {
    return catchThrowableOfType(TemplateFileException.class, this::load);
  }

  private TemplateEngine load() throws TemplateFileException {
    return TemplateEngine.load(folder, Engines.CLOCK, Engines.random());
  }
}
