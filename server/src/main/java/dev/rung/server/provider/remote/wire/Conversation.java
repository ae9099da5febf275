package dev.rung.server.provider.remote.wire;

import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A prompt's conversation as strict interfaces take it: the system prompt apart, turns of user and
 * assistant in alternation, and all results of tools together at the beginning of the turn that
 * follows the calls. Empty texts, which are refused, are left out. Never logged: it holds the
 * prompt.
 */
public final class Conversation {
  private static final String APART = "\n\n";

  /** What the user says where the API takes no conversation that the assistant begins. */
  private static final String BEGINNING = "(The conversation begins with the assistant.)";

  private final List<String> system;
  private final List<Turn> turns;
  private final boolean systemMoved;
  private final boolean begun;

  /**
   * What one side says until the other one does.
   *
   * @param assistant whether the model says it
   */
  public record Turn(boolean assistant, List<Part> parts) {
    @Override
    public String toString() {
      return "Turn[" + parts.size() + " parts]";
    }
  }

  private Conversation(List<String> system, List<Turn> turns, boolean systemMoved, boolean begun) {
    this.system = system;
    this.turns = turns;
    this.systemMoved = systemMoved;
    this.begun = begun;
  }

  public static Conversation of(Prompt prompt) {
    List<String> system = new ArrayList<>();
    List<Turn> turns = new ArrayList<>();
    boolean moved = false;
    for (Message message : prompt.messages()) {
      if (message.role() == Role.SYSTEM) {
        if (!message.text().isBlank()) {
          system.add(message.text());
          moved |= !turns.isEmpty();
        }
        continue;
      }
      List<Part> parts = new ArrayList<>(message.parts());
      parts.removeIf(part -> !says(part));
      if (!parts.isEmpty()) {
        append(turns, message.role() == Role.ASSISTANT, parts);
      }
    }
    turns.replaceAll(Conversation::ordered);
    return new Conversation(system, turns, moved, false);
  }

  /**
   * The same for models that refuse a conversation that the assistant begins: one of the user's
   * goes before it and says so.
   */
  public Conversation begunByUser() {
    if (turns.isEmpty() || !turns.getFirst().assistant()) {
      return this;
    }
    List<Turn> all = new ArrayList<>();
    all.add(new Turn(false, List.of(new Part.Text(BEGINNING))));
    all.addAll(turns);
    return new Conversation(system, all, systemMoved, true);
  }

  /** Whether there is anything beside the system prompt, which alone is refused. */
  public boolean hasTurns() {
    return !turns.isEmpty();
  }

  public List<Turn> turns() {
    return turns;
  }

  /** What of the conversation is put in another way than it came. */
  public List<String> notes(String model) {
    List<String> notes = new ArrayList<>();
    if (systemMoved) {
      notes.add("system messages were put before the conversation: " + model + " takes none in it");
    }
    if (begun) {
      notes.add(
          "a message of the user was put before the conversation: "
              + model
              + " takes none that the assistant begins");
    }
    return notes;
  }

  /**
   * Every system message, in their order; "" where there is none.
   *
   * @param more what else the model is to be told
   */
  public String system(Optional<String> more) {
    List<String> all = new ArrayList<>(system);
    more.ifPresent(all::add);
    return String.join(APART, all);
  }

  private static boolean says(Part part) {
    return !(part instanceof Part.Text text && text.text().isBlank());
  }

  private static void append(List<Turn> turns, boolean assistant, List<Part> parts) {
    if (turns.isEmpty() || turns.getLast().assistant() != assistant) {
      turns.add(new Turn(assistant, parts));
    } else {
      turns.getLast().parts().addAll(parts);
    }
  }

  private static Turn ordered(Turn turn) {
    if (turn.parts().size() == 1) {
      return turn;
    }
    Stream<Part> results = turn.parts().stream().filter(Part.Result.class::isInstance);
    Stream<Part> rest = turn.parts().stream().filter(part -> !(part instanceof Part.Result));
    return new Turn(turn.assistant(), Stream.concat(results, rest).toList());
  }
}
