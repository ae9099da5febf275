package dev.rung.server.select;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Role;
import java.util.List;
import java.util.Optional;

/**
 * What would have to be left out of a prompt to fit a window, by estimate: the oldest turns, then
 * the middle of long texts, never what is to be done. The model itself decides by its tokenizer.
 */
record Shortening(GenerateRequest request) {
  /** Chars of a line that is surely kept; a longer one is material. */
  private static final int LONGEST_LINE = 2_000;

  /**
   * What is left out of the whole prompt.
   *
   * @param whole tokens of all of it, with what the tier adds
   * @param budget tokens that there is room for
   * @return empty where what must stay does not fit
   */
  Optional<Reduction> within(long whole, long budget) {
    List<Message> messages = request.prompt().messages();
    int asked = asked(messages);
    long tooMany = Math.max(0, whole - budget);
    int turns = 0;
    long tokens = 0;
    for (Message message : messages.subList(0, asked)) {
      if (message.role() != Role.SYSTEM && tokens < tooMany) {
        tokens += TokenEstimate.of(message).expected();
        turns++;
      }
    }
    if (tokens + middle(messages.get(asked), budget) < tooMany) {
      return Optional.empty();
    }
    return Optional.of(new Reduction(turns, Math.max(tokens, tooMany)));
  }

  /** The last turn of the user. */
  private static int asked(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER) {
        return i;
      }
    }
    return messages.size() - 1;
  }

  /** Tokens of documents, and of the last turn without its first and last line. */
  private long middle(Message last, long budget) {
    long documents = 0;
    for (String document : request.hints().contextDocuments()) {
      documents += TokenEstimate.of(document).expected();
    }
    String text = last.text();
    int longest = (int) Math.min(budget, LONGEST_LINE);
    int first = text.indexOf('\n');
    int start = first >= 0 && first < LONGEST_LINE ? first : Math.min(text.length(), longest);
    int lastBreak = text.length() - 1 - text.lastIndexOf('\n');
    int end = lastBreak < LONGEST_LINE ? lastBreak : longest;
    int until = text.length() - end;
    boolean whole = text.length() <= LONGEST_LINE && first < 0;
    return whole || until <= start
        ? documents
        : documents + TokenEstimate.of(text.substring(start, until)).expected();
  }
}
