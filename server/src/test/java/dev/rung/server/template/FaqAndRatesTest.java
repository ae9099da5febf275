package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaqAndRatesTest {
  private static final String FAQ =
      """
      question,answer
      What is the Wi-Fi password?,It is on the wall.
      Could you tell me the wi-fi password?,
      Wie lautet das WLAN-Passwort?,Es steht an der Wand.
      ¿Cuál es la contraseña del wifi?,Está en la pared.
      Quel est le mot de passe du wifi ?,"Il est au mur, près de la porte."
      无线密码是什么？,在墙上。
      Wi-Fiのパスワードは何ですか？,壁にあります。
      वाई-फ़ाई पासवर्ड क्या है?,दीवार पर लिखा है।
      Who is C++ expert 7?,Ada.
      """;

  private static final String RATES =
      """
      date,base,currency,rate,names
      2026-11-20,EUR,USD,1.1,dollar|dollars|$
      2026-11-20,EUR,JPY,160,yen
      2026-11-20,EUR,EUR,1,euro|euros|€
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("my.toml"),
        """
        [[faq]]
        name = "faq"
        file = "faq.csv"
        [[rates]]
        name = "money"
        file = "rates.csv"
        """);
    faq(FAQ);
    rates(RATES);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "what is the wi-fi password            | It is on the wall.",
        "WHAT IS THE WI-FI PASSWORD ???        | It is on the wall.",
        "Please, the Wi-Fi password!           | It is on the wall.",
        "Wie lautet das WLAN-Passwort?         | Es steht an der Wand.",
        "cuál es la contraseña del wifi        | Está en la pared.",
        "Quel est le mot de passe du wifi?     | Il est au mur, près de la porte.",
        "无线密码是什么                          | 在墙上。",
        "Wi-Fiのパスワードは何ですか。             | 壁にあります。",
        "वाई-फ़ाई पासवर्ड क्या है।                | दीवार पर लिखा है।",
        "who is c++ expert 7                   | Ada.",
      })
  void answersAQuestionInAnyCaseAndPunctuation(String request, String answer)
      throws TemplateFileException {
    assertThat(load().answer(request)).contains(new TemplateAnswer("faq", answer));
  }

  @Test
  void leavesEveryOtherQuestionToAModel() throws TemplateFileException {
    TemplateEngine engine = load();

    assertThat(
            Stream.of(
                "what is the wi-fi password in Paris",
                "what is the wi-fi password and why",
                "What is the Wi-Fi password? Also change it.",
                "what is not the wi-fi password",
                "what is the wi-fi",
                "password",
                "who is c expert 7",
                "who is c++ expert 8",
                "无线密码是什么，为什么",
                "wie lautet das wlan-passwort nicht"))
        .allSatisfy(request -> assertThat(engine.answer(request)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "100 EUR in USD                    | 100 EUR = 110 USD (rates of 2026-11-20)",
        "how much is 55 dollars in euros?  | 55 USD = 50 EUR (rates of 2026-11-20)",
        "convert $1,000.50 to yen          | 1000.5 USD ≈ 145527.272727 JPY (rates of 2026-11-20)",
        "$5 in €                           | 5 USD ≈ 4.54545454545 EUR (rates of 2026-11-20)",
        "0 euros in yen                    | 0 EUR = 0 JPY (rates of 2026-11-20)",
        "how many yen in a dollar          | 1 USD ≈ 145.454545455 JPY (rates of 2026-11-20)",
        "100 eur in eur                    | 100 EUR = 100 EUR (rates of 2026-11-20)",
      })
  void convertsMoneyAtTheRatesOfTheTable(String request, String answer)
      throws TemplateFileException {
    assertThat(load().answer(request)).contains(new TemplateAnswer("money", answer));
  }

  @Test
  void knowsNoCurrencyThatIsNotInTheTable() throws TemplateFileException {
    TemplateEngine engine = load();

    assertThat(
            Stream.of(
                "100 EUR in CHF",
                "100 EUR in km",
                "-100 EUR in USD",
                "100 EUR in USD and why",
                "100 EUR in USD in 2019",
                "should I change 100 EUR in USD",
                "$5 million in €"))
        .allSatisfy(request -> assertThat(engine.answer(request)).isEmpty());
    assertThat(engine.answer("5 km in miles")).isPresent();
    assertThat(Engines.builtIn().answer("100 EUR in USD")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "question,answer\\nA b?,x\\n\\n\"a, B\",y    | faq.csv:4: \"a, B\" is in line 2 already",
        "question,answer\\nA b?,                     | faq.csv:2: the first question needs an answer",
        "question,answer\\n???,x                     | faq.csv:2: \"???\" is no question of one short line",
        "question,text\\nA b?,x                      | faq.csv:1: no column \"answer\"; there are question, text",
        "question,answer\\nA b?,x,y                  | faq.csv:2: has 3 cells where there are 2 columns",
      })
  void refusesBadQuestionsWithTheirLine(String csv, String problem) throws IOException {
    faq(csv.replace("\\n", "\n"));

    assertThat(failure()).hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026-11-20,EUR,usd,1.1,        | rates.csv:2: \"usd\" is no currency code such as EUR",
        "2026-11-31,EUR,USD,1.1,        | rates.csv:2: \"2026-11-31\" is no date such as 2026-11-20",
        "2026-11-20,EUR,USD,0,          | rates.csv:2: \"0\" is no rate such as 1.0834",
        "2026-11-20,EUR,USD,\"1,1\",    | rates.csv:2: \"1,1\" is no rate such as 1.0834",
        "2026-11-20,EUR,EUR,2,          | rates.csv:2: the rate of the base currency is 1",
        "2026-11-20,EUR,USD,1.1,\\n2026-11-19,EUR,JPY,1,  | rates.csv:3: date and base must be the same",
        "2026-11-20,EUR,USD,1.1,$\\n2026-11-20,EUR,CAD,1.5,$ | rates.csv:3: \"$\" is a name of USD already",
        "2026-11-20,EUR,USD,1.1,\\n2026-11-20,EUR,USD,1.2, | rates.csv:3: \"USD\" is a name of USD already",
      })
  void refusesBadRatesWithTheirLine(String rows, String problem) throws IOException {
    rates("date,base,currency,rate,names\n" + rows.replace("\\n", "\n"));

    assertThat(failure()).hasMessageStartingWith(problem);
  }

  private void faq(String content) throws IOException {
    Files.writeString(folder.resolve("faq.csv"), content);
  }

  private void rates(String content) throws IOException {
    Files.writeString(folder.resolve("rates.csv"), content);
  }

  private TemplateFileException failure() {
    return catchThrowableOfType(TemplateFileException.class, this::load);
  }

  private TemplateEngine load() throws TemplateFileException {
    return TemplateEngine.load(folder, Engines.CLOCK, Engines.random());
  }
}
