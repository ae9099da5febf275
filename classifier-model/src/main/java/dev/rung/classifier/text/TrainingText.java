package dev.rung.classifier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws labelled text from the grammar of this package. */
public final class TrainingText {
  /** A template is tried so often for each text wanted of it, since many can say little. */
  private static final int TRIES = 3;

  private TrainingText() {}

  /**
   * Texts of every template, in the order of the files, no text twice. The same arguments give the
   * same texts.
   *
   * @param perTemplate texts wanted of each template, at least 1, and more of those that say more;
   *     those that can say less give less
   */
  public static List<LabelledText> generate(long seed, int perTemplate) {
    return generate(grammar(), seed, perTemplate);
  }

  /**
   * Further texts, which tell apart what gains from a strong model within one kind: word problems
   * of few and of many steps. Given in the same way.
   */
  public static List<LabelledText> problems(long seed, int perTemplate) {
    GrammarReader reader = new GrammarReader();
    for (String file : List.of("material-en.txt", "problems.txt")) {
      reader.read(file, lines(file));
    }
    return generate(reader.grammar(), seed, perTemplate);
  }

  static List<LabelledText> generate(Grammar grammar, long seed, int perTemplate) {
    if (perTemplate < 1) {
      throw new IllegalArgumentException("perTemplate must be at least 1, not " + perTemplate);
    }
    List<LabelledText> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (Group group : grammar.groups()) {
      for (Phrase template : group.templates()) {
        int most = perTemplate * group.times();
        int wanted = texts.size() + most;
        for (int i = 0; i < most * TRIES && texts.size() < wanted; i++) {
          String text = text(grammar, group, template, random.split());
          if (seen.add(text)) {
            texts.add(
                new LabelledText(
                    text,
                    group.tier(),
                    group.name(),
                    group.language(),
                    group.kind(),
                    group.gain()));
          }
        }
      }
    }
    return texts;
  }

  /** The grammar of this package, read anew. */
  static Grammar grammar() {
    GrammarReader reader = new GrammarReader();
    for (String file : lines("index.txt")) {
      reader.read(file, lines(file));
    }
    return reader.grammar();
  }

  private static String text(
      Grammar grammar, Group group, Phrase template, SplittableRandom random) {
    Draw draw = new Draw(grammar, group.language(), random);
    List<Piece> pieces = draw.fill(template);
    List<Piece> varied = new Variation(grammar, group, draw, random).vary(pieces);
    return Piece.join(varied).strip();
  }

  private static List<String> lines(String resource) {
    try (InputStream in = TrainingText.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + resource, broken);
    }
  }
}
