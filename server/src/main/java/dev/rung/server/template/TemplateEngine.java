package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import dev.rung.server.template.function.TemplateFunctions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Tier 0: the shipped templates and, before them, those of a user's folder. Immutable and safe for
 * any number of threads; a changed folder is read by {@link #reload}.
 *
 * <p>An answer is found in three steps, each cheaper than the next: the length of the text, the
 * words in it, and only then the patterns of the templates that those words belong to.
 */
public final class TemplateEngine implements Templates {
  private final Map<String, TemplateFunction> functions;
  private final List<TemplateEntry> shipped;
  private final Optional<TemplateDirectory> folder;
  private final List<Template> templates;
  private final KeywordIndex index;

  /** Those that a text which is too long for a phrase may be for. */
  private final BitSet ofPayloads = new BitSet();

  private TemplateEngine(
      Map<String, TemplateFunction> functions,
      List<TemplateEntry> shipped,
      Optional<TemplateDirectory> folder,
      List<TemplateEntry> ofUser) {
    this.functions = functions;
    this.shipped = shipped;
    this.folder = folder;
    this.templates =
        Stream.concat(ofUser.stream(), shipped.stream()).map(TemplateEntry::template).toList();
    this.index = KeywordIndex.of(templates.stream().map(Template::keywords).toList());
    for (int id = 0; id < templates.size(); id++) {
      ofPayloads.set(id, templates.get(id).takesPayload());
    }
  }

  /**
   * The shipped templates alone.
   *
   * @param random used by several threads at once; give a secure one, UUIDs come from it
   */
  public static TemplateEngine builtIn(InstantSource clock, RandomGenerator random) {
    Map<String, TemplateFunction> functions = TemplateFunctions.builtIn(clock, random);
    List<TemplateEntry> shipped = BuiltInTemplates.all(functions);
    return new TemplateEngine(functions, shipped, Optional.empty(), List.of());
  }

  /**
   * The templates of every "*.toml" file in a folder, and the shipped ones after them.
   *
   * @param random used by several threads at once; give a secure one, UUIDs come from it
   * @throws TemplateFileException when the folder cannot be read, a file is malformed or one of its
   *     examples does not hold
   */
  public static TemplateEngine load(Path folder, InstantSource clock, RandomGenerator random)
      throws TemplateFileException {
    return builtIn(clock, random).with(folder);
  }

  /**
   * An engine that asks the templates of this folder first; this one stays as it is.
   *
   * @throws TemplateFileException as {@link #load} does
   */
  public TemplateEngine with(Path folder) throws TemplateFileException {
    return with(new TemplateDirectory(folder));
  }

  /**
   * An engine with the folder as it is now; this one stays as it is.
   *
   * @throws TemplateFileException as {@link #load} does
   */
  public TemplateEngine reload() throws TemplateFileException {
    return folder.isPresent() ? with(folder.get()) : this;
  }

  /**
   * Builds now what is otherwise built when a request first needs it, which then waits some ten
   * milliseconds for it. Takes about a second of one core.
   */
  public void prepare() {
    templates.forEach(Template::prepare);
  }

  /** Every template's name, those of the user first; each once. */
  public List<String> names() {
    return templates.stream().map(Template::name).distinct().toList();
  }

  @Override
  public Optional<TemplateAnswer> answer(String text) {
    if (text.length() > Payload.MAX_LENGTH) {
      return Optional.empty();
    }
    boolean isShort = text.length() <= Phrase.MAX_LENGTH;
    BitSet candidates = index.candidates(text, isShort ? text.length() : Request.MAX_OPENING);
    if (!isShort && !candidates.isEmpty()) {
      candidates.and(ofPayloads);
    }
    if (candidates.isEmpty() || !Request.isWellFormed(text)) {
      return Optional.empty();
    }
    return firstAnswer(candidates, Request.of(text));
  }

  private Optional<TemplateAnswer> firstAnswer(BitSet candidates, Request request) {
    for (int id = candidates.nextSetBit(0); id >= 0; id = candidates.nextSetBit(id + 1)) {
      Optional<TemplateAnswer> answer = templates.get(id).answer(request);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private TemplateEngine with(TemplateDirectory directory) throws TemplateFileException {
    List<TemplateEntry> ofUser = new ArrayList<>(directory.read(functions, shipped));
    var engine = new TemplateEngine(functions, shipped, Optional.of(directory), ofUser);
    for (TemplateEntry entry : ofUser) {
      entry.check(engine);
    }
    return engine;
  }
}
