package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of a configuration, taken one by one. A key that nobody took and that is not known to be
 * without effect on inference makes {@link #refuseOthers} fail: a model that is computed in another
 * way than its makers meant gives wrong answers that look right. For one thread.
 */
final class ConfigFile {
  private static final String LAYERS = "num_hidden_layers";
  private static final int MOST_LAYERS = 10_000;

  private final Json.Table table;
  private final String file;
  private final Set<String> taken = new HashSet<>();

  ConfigFile(Json.Table table, String file) {
    this.table = table;
    this.file = file;
  }

  /** An error about one of the keys. */
  InferenceException fault(String key, String what) {
    return Faults.in(file, "has " + key + ", which " + what);
  }

  /** Whether the key is there, null or not. */
  boolean has(String key) {
    return table.fields().containsKey(key);
  }

  boolean isEmpty() {
    return table.fields().isEmpty();
  }

  /** The same with another value of one key, and no key taken. */
  ConfigFile with(String key, Json value) {
    SequencedMap<String, Json> fields = new LinkedHashMap<>(table.fields());
    fields.put(key, value);
    return new ConfigFile(new Json.Table(fields), file);
  }

  /** A whole number of at least 1 that must be there. */
  int count(String key) throws InferenceException {
    return optionalCount(key).orElseThrow(() -> Faults.in(file, "lacks " + key));
  }

  /**
   * A whole number of at least 1; another one where the key is absent, but not where it is null.
   */
  int count(String key, int otherwise) throws InferenceException {
    return has(key) ? count(key) : otherwise;
  }

  /** How many layers there are; so many that a list of them all fits into memory. */
  int layers(int otherwise) throws InferenceException {
    int layers = count(LAYERS, otherwise);
    if (layers > MOST_LAYERS) {
      throw fault(LAYERS, "must be at most " + MOST_LAYERS + ", not " + layers);
    }
    return layers;
  }

  /** A whole number of at least 1; empty where the key is absent or null. */
  Optional<Integer> optionalCount(String key) throws InferenceException {
    Optional<Json> value = take(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    int number = whole(key, value.get());
    if (number < 1) {
      throw fault(key, "must be 1 or more, not " + number);
    }
    return Optional.of(number);
  }

  /** A finite number above 0. */
  double positive(String key, double otherwise) throws InferenceException {
    Optional<Json> value = take(key);
    return value.isEmpty() ? otherwise : positive(key, value.get());
  }

  private double positive(String key, Json value) throws InferenceException {
    double number =
        value instanceof Json.Figure(String digits) ? Double.parseDouble(digits) : Double.NaN;
    if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
      throw fault(key, "must be a number above 0");
    }
    return number;
  }

  /** A list of finite numbers above 0 that must be there. */
  List<Double> positives(String key) throws InferenceException {
    if (!(take(key).orElse(new Json.Nothing()) instanceof Json.Sequence(List<Json> values))) {
      throw fault(key, "must be a list of numbers");
    }
    List<Double> numbers = new ArrayList<>();
    for (Json value : values) {
      numbers.add(positive(key, value));
    }
    return numbers;
  }

  boolean flag(String key, boolean otherwise) throws InferenceException {
    Optional<Json> value = take(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Json.Flag(boolean flag)) {
      return flag;
    }
    throw fault(key, "must be true or false");
  }

  Optional<String> text(String key) throws InferenceException {
    Optional<Json> value = take(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Json.Text(String text)) {
      return Optional.of(text);
    }
    throw fault(key, "must be a text");
  }

  /** An object of its own; empty where the key is absent or null. */
  Optional<ConfigFile> section(String key) throws InferenceException {
    Optional<Json> value = take(key);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof Json.Table section) {
      return Optional.of(new ConfigFile(section, file + ": " + key));
    }
    throw fault(key, "must be an object");
  }

  /** One whole number of at least 0, or a list of them; empty where the key is absent or null. */
  List<Integer> ids(String key) throws InferenceException {
    Optional<Json> value = take(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<Json> values =
        value.get() instanceof Json.Sequence(List<Json> several) ? several : List.of(value.get());
    List<Integer> ids = new ArrayList<>();
    for (Json each : values) {
      int id = whole(key, each);
      if (id < 0) {
        throw fault(key, "must hold ids of 0 or more, not " + id);
      }
      ids.add(id);
    }
    return ids;
  }

  /** The texts of a list; empty where the key is absent or null. */
  List<String> texts(String key) throws InferenceException {
    Optional<Json> value = take(key);
    if (value.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (value.get() instanceof Json.Sequence(List<Json> values)) {
      for (Json each : values) {
        if (each instanceof Json.Text(String text)) {
          texts.add(text);
        }
      }
      if (texts.size() == values.size()) {
        return texts;
      }
    }
    throw fault(key, "must be a list of texts");
  }

  /** A value of another kind; empty where the key is absent or null. */
  Optional<Json> take(String key) {
    taken.add(key);
    return Optional.ofNullable(table.fields().get(key))
        .filter(value -> !(value instanceof Json.Nothing));
  }

  /**
   * Fails for the keys that nobody took.
   *
   * @param harmless keys that mean nothing to inference
   */
  void refuseOthers(Set<String> harmless) throws InferenceException {
    Set<String> others = new TreeSet<>(table.fields().keySet());
    others.removeAll(taken);
    others.removeAll(harmless);
    others.removeIf(key -> table.fields().get(key) instanceof Json.Nothing);
    if (!others.isEmpty()) {
      throw Faults.in(file, "has keys that are not supported: " + String.join(", ", others));
    }
  }

  private int whole(String key, Json value) throws InferenceException {
    try {
      if (value instanceof Json.Figure(String digits)) {
        return Integer.parseInt(digits);
      }
    } catch (NumberFormatException tooLargeOrBroken) {
      throw fault(key, "must be a whole number below 2^31");
    }
    throw fault(key, "must be a whole number");
  }
}
