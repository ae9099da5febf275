package dev.rung.server.template.function;

import static java.util.Map.entry;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The functions that templates may name. */
public final class TemplateFunctions {
  private TemplateFunctions() {}

  /** What units are called in a language, in lower case; symbols are not among them. */
  public static Set<String> namesOfUnits(Tongue tongue) {
    return LocalUnits.of(tongue).names();
  }

  /**
   * All functions by name.
   *
   * @param random asked from several threads at once; secure where identifiers must not be guessed
   */
  public static Map<String, TemplateFunction> builtIn(InstantSource clock, RandomGenerator random) {
    var dates = new Dates(clock);
    var times = new Times(clock);
    var isoTimes = new IsoTimes(clock);
    var chance = new Chance(random);
    var unixTimes = new UnixTimes(clock);
    var calendar = new Calendar(clock);
    var distance = new DateDistance(clock);
    var choice = new RandomChoice(random);
    var calculation = new ByTongue(new Calculation(), new SpokenCalculation());
    var httpStatus = new ByTongue(HttpStatus.builtIn(), new LocalHttpStatus());
    var licenses = new LicenseText(clock);
    return Map.ofEntries(
        entry("date", new ByTongue(dates, new LocalDates(clock))),
        entry("time", new ByTongue(times, new LocalTimes(clock))),
        entry("zone-conversion", new ZoneConversion(clock)),
        entry("iso-date", isoTimes::date),
        entry("iso-time", arguments -> isoTimes.time()),
        entry("unix-time", arguments -> times.unixTime()),
        entry("unix-to-date", unixTimes::toDate),
        entry("date-to-unix", unixTimes::ofDate),
        entry("weekday", calendar::weekday),
        entry("week-number", calendar::week),
        entry("leap-year", calendar::leapYear),
        entry("days-in-month", calendar::length),
        entry("days-between", distance::between),
        entry("days-until", distance::fromToday),
        entry("date-away", distance::away),
        entry("calculate", calculation),
        entry("calculate-spelled", new SpelledCalculation(calculation)),
        entry("add", new BinaryOperation(Rational::plus)),
        entry("subtract", new BinaryOperation(Rational::minus)),
        entry("multiply", new BinaryOperation(Rational::times)),
        entry("divide", new BinaryOperation(Rational::dividedBy)),
        entry("square-root", new SquareRoot()),
        entry("percent-of", new PercentOf()),
        entry("share-in-percent", new ShareInPercent()),
        entry("percent-off", new PercentOff()),
        entry("percent-change", PercentChange::between),
        entry("percent-applied", PercentChange::applied),
        entry("tip", PercentChange::tip),
        entry("convert-unit", new UnitConversion(UnitTable.builtIn())),
        entry("uuid", new RandomUuids(clock, random)),
        entry("password", new Password(random)),
        entry("random-choice", choice::pick),
        entry("shuffle", choice::shuffle),
        entry("shuffle-lines", new PlainLines(choice::shuffle)),
        entry("base64url-encode", new Encoding(TextCodec.BASE64_URL)),
        entry("base64url-decode", new Decoding(TextCodec.BASE64_URL)),
        entry("html-escape", HtmlEntities::escape),
        entry("html-unescape", HtmlEntities::unescape),
        entry("html-unescape-word", new OneWord(HtmlEntities::unescape)),
        entry("number-base", new NumberBase()),
        entry("roman-numeral", new RomanNumeral()),
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
        entry("http-status", httpStatus),
        entry("http-status-of-reason", HttpStatusOfReason.builtIn(httpStatus)),
        entry("count", new TextCount()),
        entry("count-untitled", new Untitled(new TextCount())),
        entry("count-lines", new PlainLines(new TextCount())),
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
        entry("sort", new Sorting()),
        entry("sort-lines", new PlainLines(new Sorting())),
        entry("dedupe", ListChanges::dedupe),
        entry("dedupe-lines", new PlainLines(ListChanges::dedupe)),
        entry("reverse-list", ListChanges::reverse),
        entry("reverse-lines", new PlainLines(ListChanges::reverse)),
        entry("number-lines", ListChanges::number),
        entry("number-plain-lines", new PlainLines(ListChanges::number)),
        entry("join", ListChanges::join),
        entry("join-lines", new PlainLines(ListChanges::join)),
        entry("split", ListChanges::split),
        entry("reverse-text", TextReversal::reverse),
        entry("palindrome", TextReversal::palindrome),
        entry("clean-spaces", new CleanSpaces()),
        entry("slug", new Slug()),
        entry("exit-code", new ByTongue(new ExitCode(), new LocalExitCode())),
        entry("port-of-service", new ByTongue(Ports::ofService, LocalPorts::ofService)),
        entry("service-of-port", new ByTongue(Ports::serviceOf, LocalPorts::serviceOf)),
        entry("mime-type", MimeTypes::ofEnding),
        entry("file-ending", MimeTypes::endingsOf),
        entry("code-of-character", CharacterCode::of),
        entry("character-of-code", CharacterCode::at),
        entry("license", licenses::file),
        entry("license-header", licenses::header));
  }
}
