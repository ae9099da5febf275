package dev.rung.bench.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Draws the example tasks. The same mix gives the same tasks; no text comes twice. */
public final class ExampleTasks {
  private static final long SEED = 20_261_120;
  private static final int ROUNDS = 40;
  private static final Pattern SLOT = Pattern.compile("\\{([a-zA-Z_0-9]+)(?::(\\d))?}");
  private static final int WITH_SYSTEM = 25;
  private static final List<String> BEFORE =
      List.of("hey, ", "quick one: ", "ok so ", "Hi! ", "one more thing, ", "hello, ");
  private static final List<String> AFTER = List.of(" thanks", " pls", " asap", ", thank you!");
  private static final List<String> SYSTEM =
      List.of(
          "You are the assistant of a bicycle shop. Answer briefly.",
          "You help the developers of an insurance company. Use the language of the question.",
          "Answer in plain text without markdown.");

  private final Mix mix;
  private final Random random = new Random(SEED);
  private final Set<String> seen = new HashSet<>();

  private ExampleTasks(Mix mix) {
    this.mix = mix;
  }

  /** The file, a line for each task. */
  public static String jsonLines() {
    return new ExampleTasks(Mix.shipped())
        .draw().stream().map(task -> task.json() + "\n").collect(Collectors.joining());
  }

  private List<ExampleTask> draw() {
    List<ExampleTask> drawn = new ArrayList<>();
    mix.kinds().forEach(kind -> drawn.addAll(draw(kind)));
    Collections.shuffle(drawn, random);
    List<ExampleTask> tasks = new ArrayList<>();
    for (ExampleTask task : drawn) {
      String id = String.format(Locale.ROOT, "t-%04d", tasks.size() + 1);
      boolean told = tasks.size() % WITH_SYSTEM == WITH_SYSTEM - 1;
      Optional<String> system =
          told ? Optional.of(SYSTEM.get(random.nextInt(SYSTEM.size()))) : Optional.empty();
      tasks.add(new ExampleTask(id, task.kind(), task.language(), task.prompt(), system));
    }
    return tasks;
  }

  /** Every pattern once, then once more, until there are enough. */
  private List<ExampleTask> draw(Mix.Kind kind) {
    List<ExampleTask> tasks = new ArrayList<>();
    List<Mix.Pattern> patterns = new ArrayList<>(kind.patterns());
    for (int round = 0; round < ROUNDS && tasks.size() < kind.count(); round++) {
      Collections.shuffle(patterns, random);
      for (Mix.Pattern pattern : patterns) {
        String text = asTyped(kind, pattern, fill(pattern.text()));
        if (tasks.size() < kind.count() && seen.add(text.toLowerCase(Locale.ROOT))) {
          tasks.add(new ExampleTask("", kind.name(), pattern.language(), text, Optional.empty()));
        }
      }
    }
    if (tasks.size() < kind.count()) {
      throw new IllegalStateException(
          "kind " + kind.name() + " has only " + tasks.size() + " different tasks");
    }
    return tasks;
  }

  private String fill(String pattern) {
    Map<String, String> chosen = new HashMap<>();
    Matcher slot = SLOT.matcher(pattern);
    StringBuilder text = new StringBuilder();
    while (slot.find()) {
      String value =
          mix.slots().containsKey(slot.group(1))
              ? chosen.computeIfAbsent(slot.group(), _ -> choose(slot.group(1), chosen))
              : slot.group();
      slot.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return slot.appendTail(text).toString();
  }

  /** Another value than those chosen before, where there is one. */
  private String choose(String name, Map<String, String> chosen) {
    List<String> values = mix.slots().getOrDefault(name, List.of());
    List<String> fresh = values.stream().filter(v -> !chosen.containsValue(v)).toList();
    List<String> from = fresh.isEmpty() ? values : fresh;
    return from.get(random.nextInt(from.size()));
  }

  /** Some people greet, some thank, some never hold the shift key. */
  private String asTyped(Mix.Kind kind, Mix.Pattern pattern, String text) {
    boolean plain =
        pattern.language().equals("en")
            && !kind.name().equals("small-talk")
            && !kind.name().equals("conversions")
            && !text.contains("\n");
    double habit = random.nextDouble();
    if (!plain || habit > 0.3) {
      return text;
    }
    if (habit < 0.08) {
      return BEFORE.get(random.nextInt(BEFORE.size())) + text;
    }
    if (habit < 0.16) {
      return text + AFTER.get(random.nextInt(AFTER.size()));
    }
    return habit < 0.24
        ? text.toLowerCase(Locale.ROOT)
        : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
