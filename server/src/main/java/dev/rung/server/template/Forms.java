package dev.rung.server.template;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several patterns, of which the first that matches and of which an answer can be made counts. Safe
 * for several threads; the automaton that turns most texts away is built when a text first comes so
 * far, and so may the patterns be.
 */
final class Forms {
  static final Forms NONE = ofWhole(List.of());

  private final int size;
  private final Supplier<List<Pattern>> compiling;
  private final Function<List<Pattern>, Acceptor> building;
  private final Function<Pattern, Form> kind;
  private volatile @Nullable List<Form> compiled;
  private volatile @Nullable Acceptor acceptor;

  private Forms(
      int size,
      Supplier<List<Pattern>> compiling,
      Function<List<Pattern>, Acceptor> building,
      Function<Pattern, Form> kind) {
    this.size = size;
    this.compiling = compiling;
    this.building = building;
    this.kind = kind;
  }

  /** Patterns that match a whole text. */
  static Forms ofWhole(List<Pattern> patterns) {
    List<Pattern> copy = List.copyOf(patterns);
    return new Forms(copy.size(), () -> copy, Acceptor::ofWhole, Form::ofWhole);
  }

  /**
   * Patterns that match a whole text in any case, compiled when a text first needs them: compiling
   * is most of what a pattern costs that is never asked.
   *
   * @param sources known to be well-formed
   */
  static Forms ofWholeWhenNeeded(List<String> sources) {
    List<String> copy = List.copyOf(sources);
    return new Forms(copy.size(), () -> compile(copy), Acceptor::ofWhole, Form::ofWhole);
  }

  /** Patterns that match the beginning of a text. */
  static Forms ofBeginning(List<Pattern> patterns) {
    List<Pattern> copy = List.copyOf(patterns);
    return new Forms(copy.size(), () -> copy, Acceptor::ofBeginning, Form::ofBeginning);
  }

  /** Builds the automaton now instead of when a text first needs it. */
  void prepare() {
    if (!isEmpty()) {
      acceptor();
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether every pattern has a group of this name. */
  boolean allHave(String group) {
    return forms().stream().allMatch(form -> form.pattern().namedGroups().containsKey(group));
  }

  /** Whether one of them matches. */
  boolean areIn(LoweredText text) {
    return match(text, Optional::of).isPresent();
  }

  /** What is made of the first match of which something can be made. */
  <T> Optional<T> match(LoweredText text, Function<Form.Match, Optional<T>> made) {
    if (isEmpty() || !acceptor().mayMatch(text.lower())) {
      return Optional.empty();
    }
    for (Form form : forms()) {
      Optional<T> result = form.match(text.text()).flatMap(made);
      if (result.isPresent()) {
        return result;
      }
    }
    return Optional.empty();
  }

  List<Form> forms() {
    List<Form> known = compiled;
    if (known == null) {
      known = compiling.get().stream().map(kind).toList();
      compiled = known;
    }
    return known;
  }

  private static List<Pattern> compile(List<String> sources) {
    return sources.stream()
        .map(source -> Pattern.compile(source, Pattern.CASE_INSENSITIVE))
        .toList();
  }

  private Acceptor acceptor() {
    Acceptor built = acceptor;
    if (built == null) {
      built = building.apply(forms().stream().map(Form::pattern).toList());
      acceptor = built;
    }
    return built;
  }
}
