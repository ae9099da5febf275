package dev.rung.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFileTest {
  private static final Surroundings NOTHING = new Surroundings(Map.of(), List.of(), CsvFiles.NONE);

  private static final String HEAD = "[[template]]\nname = \"n\"\nkeywords = [\"a\"]\n";

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "patern = ['a']                    | 4 | unknown key \"patern\"; known are answer, examples, except, function, heads, keywords, language, misses, name, patterns, table",
        "patterns = ['a(']                 | 4 | bad pattern: missing closing ) in a(",
        "patterns = ['a{nowhere}']         | 4 | {nowhere} is not in [words]",
        "patterns = 'a'                    | 4 | patterns must be a list of texts",
        "patterns = [1]                    | 4 | patterns must hold texts that are not empty",
        "patterns = ['']                   | 4 | patterns must hold texts that are not empty",
        "answer = 'x'                      | 1 | a template needs patterns or heads",
        "patterns = ['a']                  | 1 | a template needs either an answer or a function",
        "patterns = ['a']\\nanswer = ' '    | 5 | answer must be a text that is not empty",
        "patterns = ['a']\\nanswer = 7      | 5 | answer must be a text that is not empty",
        "patterns = ['a']\\nanswer = 'x'\\nfunction = 'uuid' | 1 | a template needs either an answer or a function",
        "patterns = ['a']\\nfunction = 'f'  | 5 | no function \"f\"; there are ",
        "patterns = ['a']\\nanswer = '{x}'  | 5 | {x} is not a group of every pattern",
        "heads = ['(?P<x>a)']\\nanswer = '{x}' | 5 | {x} is not a group of every pattern",
        "patterns = ['(?P<x>a)', 'b']\\nanswer = '{x}' | 5 | {x} is not a group of every pattern",
        "patterns = ['a']\\nanswer = 'x'\\nexamples = [['a', 'b', 'c']] | 6 | examples must hold texts that are not empty",
        "patterns = ['a']\\nanswer = 'x'\\nmisses = [true] | 6 | misses must hold texts that are not empty",
        "name = 'again'                    | 4 | name previously defined at line 2, column 1",
      })
  void refusesABadTemplateWithItsLine(String rest, int line, String problem) {
    TemplateFileException error = failure(HEAD + rest.strip().replace("\\n", "\n"));

    assertThat(error.line()).isEqualTo(line);
    assertThat(error).hasMessageStartingWith("my.toml:" + line + ": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[template]]\\nkeywords = ['a']\\npatterns = ['a']\\nanswer = 'x' | 1 | a template needs a name",
        "[[template]]\\nname = 'No'\\npatterns = ['a']                    | 2 | name must be small letters, digits and hyphens",
        "[[template]]\\nname = 'n'\\npatterns = ['a']\\nanswer = 'x'      | 1 | a template needs keywords",
        "[[template]]\\nname = 'n'\\npatterns = ['a']\\nkeywords = ['a b'] | 4 | \"a b\" is no keyword",
        "[[template]]\\nname = 'n'\\npatterns = ['a']\\nkeywords = ['7up'] | 4 | \"7up\" is no keyword",
        "[template]\\nname = 'n'                                          | 1 | template must be a list of tables",
        "template = [1]                                                   | 1 | template must be a list of tables",
        "template = []                                                    | 1 | there must be at least one [[template]]",
        "x = 1                                                            | 1 | unknown key \"x\"; known are faq, rates, table, template, words",
        "words = 1                                                        | 1 | words must be a table",
        "[words]\\nw = 1                                                  | 2 | w must be a text",
        "[words]\\nW = 'a'                                                | 2 | the name of a word must be small letters",
        "[words]\\nw = '{w}'\\n[[template]]\\nname = 'n'\\nkeywords = ['a']\\npatterns = ['{w}'] | 6 | the words of this pattern name each other without end",
        "name =                                                           | 1 | Unexpected end of ",
      })
  void refusesABadFileWithItsLine(String content, int line, String problem) {
    TemplateFileException error = failure(content.strip().replace("\\n", "\n"));

    assertThat(error).hasMessageStartingWith("my.toml:" + line + ": " + problem);
  }

  @Test
  void readsEverythingThatATemplateMayHave() throws TemplateFileException {
    List<TemplateEntry> entries =
        TemplateFile.parse(
            "my.toml",
            """
            [words]
            thing = 'cat|{animal}'
            animal = 'dog'
            [[template]]
            name = "pets-2"
            keywords = ["cat", "#"]
            patterns = ['a {thing}']
            heads = ['feed']
            except = ['a fat {thing}']
            answer = "meow"
            examples = ["a cat", ["a dog", "meow"]]
            misses = ["a cow"]
            """,
            NOTHING);

    assertThat(entries).hasSize(1);
    Template template = entries.getFirst().template();
    assertThat(template.phrases().areIn(LoweredText.of("A dog"))).isTrue();
    assertThat(template.phrases().areIn(LoweredText.of("a fat dog"))).isFalse();
    assertThat(template.heads().areIn(LoweredText.of("feed: the cat"))).isTrue();
    assertThat(template.except().areIn(LoweredText.of("a fat cat"))).isTrue();
    assertThat(entries.getFirst().examples()).hasSize(2);
    assertThat(entries.getFirst().misses()).extracting(Placed::text).containsExactly("a cow");
  }

  private static TemplateFileException failure(String content) {
    return catchThrowableOfType(
        TemplateFileException.class, () -> TemplateFile.parse("my.toml", content, NOTHING));
  }
}
