package dev.rung.bench.pairs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of pairs by their names. Drawn again they are the same. */
public final class PairFiles {
  private static final long SEED = 20_261_121;
  private static final String HEAD = "# language\tkind\tone\tother; \\n is a line feed\n";

  private PairFiles() {}

  /** What is in each file. */
  public static Map<String, String> texts() {
    List<Sentence> sentences = Sentence.all();
    Map<String, String> files = new TreeMap<>();
    put("same", new SamePairs(new Random(SEED)).draw(sentences), files);
    put("different", new DifferentPairs().of(sentences), files);
    return files;
  }

  private static void put(String name, List<Pair> drawn, Map<String, String> files) {
    Set<List<String>> seen = new HashSet<>();
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : drawn) {
      if (!pair.one().equals(pair.other()) && seen.add(List.of(pair.one(), pair.other()))) {
        pairs.add(pair);
      }
    }
    Map<Boolean, String> halves =
        pairs.stream()
            .collect(
                Collectors.partitioningBy(
                    Pair::isForMaking, Collectors.mapping(Pair::line, Collectors.joining())));
    files.put(name + ".dev.tsv", HEAD + halves.get(true));
    files.put(name + ".test.tsv", HEAD + halves.get(false));
  }

  /** Writes them into a folder that is there. */
  public static void write(Path folder) throws IOException {
    for (Map.Entry<String, String> file : texts().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }
}
