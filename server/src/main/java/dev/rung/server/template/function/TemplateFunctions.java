package dev.rung.server.template.function;

import static java.util.Map.entry;

import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The functions that templates may name. */
public final class TemplateFunctions {
  private TemplateFunctions() {}

  /**
   * All functions by name.
   *
   * @param random asked from several threads at once; secure where identifiers must not be guessed
   */
  public static Map<String, TemplateFunction> builtIn(InstantSource clock, RandomGenerator random) {
    var dates = new Dates(clock);
    var times = new Times(clock);
    var chance = new Chance(random);
    var licenses = new LicenseText(clock);
    return Map.ofEntries(
        entry("date", dates),
        entry("time", times),
        entry("unix-time", arguments -> times.unixTime()),
        entry("calculate", new Calculation()),
        entry("add", new BinaryOperation(Rational::plus)),
        entry("subtract", new BinaryOperation(Rational::minus)),
        entry("multiply", new BinaryOperation(Rational::times)),
        entry("divide", new BinaryOperation(Rational::dividedBy)),
        entry("square-root", new SquareRoot()),
        entry("percent-of", new PercentOf()),
        entry("share-in-percent", new ShareInPercent()),
        entry("percent-off", new PercentOff()),
        entry("convert-unit", new UnitConversion(UnitTable.builtIn())),
        entry("uuid", new RandomUuid(random)),
        entry("coin", arguments -> chance.coin()),
        entry("dice", chance::dice),
        entry("random-number", chance::number),
        entry("base64-encode", new Encoding(TextCodec.BASE64)),
        entry("base64-decode", new Decoding(TextCodec.BASE64)),
        entry("url-encode", new Encoding(TextCodec.PERCENT)),
        entry("url-decode", new Decoding(TextCodec.PERCENT)),
        entry("hex-encode", new Encoding(TextCodec.HEX)),
        entry("hex-decode", new Decoding(TextCodec.HEX)),
        entry("hash", new Hash()),
        entry("letter-case", new LetterCase()),
        entry("identifier-case", new IdentifierCase()),
        entry("http-status", HttpStatus.builtIn()),
        entry("count", new TextCount()),
        entry("count-letter", new LetterCount()),
        entry("json-pretty", new JsonLayout(JsonLayout.Style.PRETTY)),
        entry("json-minify", new JsonLayout(JsonLayout.Style.MINIFIED)),
        entry("hello-world", new Boilerplate("hello-world")),
        entry("gitignore", new Boilerplate("gitignore")),
        entry("dockerfile", new Boilerplate("dockerfile")),
        entry("script-header", new Boilerplate("script-header")),
        entry("makefile", new Boilerplate("makefile")),
        entry("github-actions", new Boilerplate("github-actions")),
        entry("gitlab-ci", new Boilerplate("gitlab-ci")),
        entry("starter-file", new StarterFile()),
        entry("editorconfig", new EditorConfig()),
        entry("license", licenses::file),
        entry("license-header", licenses::header));
  }
}
