package dev.rung.local.tokenizer;

import dev.rung.local.Fitted;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Makes conversations fit: first the oldest turns go, then the middle of material, then that of
 * what the user sent last. What the system says stays, and so do the first and the last line of the
 * user: they say what is to be done.
 *
 * <p>However long the conversation is, about as many tokens are encoded as may be in it, a few
 * times. Safe for many threads.
 */
final class Reducer {
  /** Chars that are encoded at once while it is open whether a text is too long. */
  private static final int SLICE = 4_000;

  /** Tokens that can come of cutting between two slices; rather too few than too many. */
  private static final int SEAM = 8;

  /** Tokens that a template puts around a turn, about. */
  private static final int AROUND_TURN = 8;

  private final Tokenizer tokenizer;
  private final Prompts prompts;

  Reducer(Tokenizer tokenizer, Prompts prompts) {
    this.tokenizer = tokenizer;
    this.prompts = prompts;
  }

  /** See {@link Prompts#fit}. */
  Fitted fit(List<Turn> conversation, int budget) throws InferenceException {
    OptionalInt whole = count(conversation, budget);
    if (whole.isPresent()) {
      return new Fitted(conversation, whole.getAsInt(), 0, 0);
    }
    int asked = asked(conversation);
    List<Turn> needed = needed(conversation, asked);
    OptionalInt least = count(needed, budget);
    List<Turn> fitting =
        least.isPresent()
            ? withRecent(conversation, asked, budget - least.getAsInt(), budget)
            : withoutMiddles(needed, asked - (conversation.size() - needed.size()), budget);
    return fitted(conversation, fitting);
  }

  private Fitted fitted(List<Turn> conversation, List<Turn> fitting) throws InferenceException {
    int tokens = prompts.of(fitting).tokens().length;
    long kept = chars(fitting);
    long dropped = chars(conversation) - kept;
    long estimate = dropped * tokens / Math.max(kept, 1);
    return new Fitted(
        fitting,
        tokens,
        conversation.size() - fitting.size(),
        Math.clamp(estimate, 1, Integer.MAX_VALUE));
  }

  private static long chars(List<Turn> conversation) {
    return conversation.stream().mapToLong(turn -> turn.text().length()).sum();
  }

  /** The last turn of the user. */
  private static int asked(List<Turn> conversation) {
    for (int i = conversation.size() - 1; i >= 0; i--) {
      if (conversation.get(i).speaker() == Speaker.USER) {
        return i;
      }
    }
    return conversation.size() - 1;
  }

  /** The turns from one on, and what the system said before. */
  private static List<Turn> needed(List<Turn> conversation, int first) {
    List<Turn> needed = new ArrayList<>();
    for (int i = 0; i < conversation.size(); i++) {
      if (i >= first || conversation.get(i).speaker() == Speaker.SYSTEM) {
        needed.add(conversation.get(i));
      }
    }
    return needed;
  }

  /** As many of the other turns as there is room for, newest first; a user begins. */
  private List<Turn> withRecent(List<Turn> conversation, int asked, int room, int budget)
      throws InferenceException {
    int first = asked;
    int left = room;
    for (int i = asked - 1; i >= 0 && left > 0; i--) {
      Turn turn = conversation.get(i);
      if (turn.speaker() != Speaker.SYSTEM) {
        left -= tokens(turn.text(), left) + AROUND_TURN;
        first = left >= 0 && turn.speaker() == Speaker.USER ? i : first;
      }
    }
    List<Turn> recent = needed(conversation, first);
    while (first < asked && count(recent, budget).isEmpty()) {
      first = nextUser(conversation, first, asked);
      recent = needed(conversation, first);
    }
    return recent;
  }

  private static int nextUser(List<Turn> conversation, int after, int asked) {
    int next = after + 1;
    while (next < asked && conversation.get(next).speaker() != Speaker.USER) {
      next++;
    }
    return next;
  }

  /** Cuts one turn after the other, each no more than is necessary. */
  private List<Turn> withoutMiddles(List<Turn> needed, int asked, int budget)
      throws InferenceException {
    List<Turn> cut = needed;
    for (int index : cuttable(needed, asked)) {
      Middle middle = new Middle(needed.get(index).text(), Math.max(1, budget / 4));
      if (middle.missing() > 0) {
        cut = with(cut, index, middle);
        OptionalInt least = count(cut, budget);
        if (least.isPresent()) {
          return withMost(cut, index, middle, budget - least.getAsInt(), budget);
        }
      }
    }
    throw new InferenceException(
        Reason.CONTEXT_TOO_LONG,
        "without its older turns and the middle of what was sent last, the conversation still has"
            + " more than "
            + budget
            + " tokens");
  }

  /** Material, the longest first; then what the user sent last. */
  private static List<Integer> cuttable(List<Turn> turns, int asked) {
    List<Integer> cuttable =
        new ArrayList<>(
            IntStream.range(0, turns.size())
                .filter(i -> turns.get(i).material() && i != asked)
                .boxed()
                .sorted(Comparator.comparingInt(i -> -turns.get(i).text().length()))
                .toList());
    cuttable.add(asked);
    return cuttable;
  }

  /** As much of a cut turn as there is room for. */
  private List<Turn> withMost(List<Turn> turns, int index, Middle middle, int room, int budget)
      throws InferenceException {
    grow(middle, room);
    List<Turn> grown = with(turns, index, middle);
    for (int pieces = 1; count(grown, budget).isEmpty(); pieces *= 2) {
      middle.shrink(pieces);
      grown = with(turns, index, middle);
    }
    return grown;
  }

  /** Grows from both ends by turns, until the next piece has no room. */
  private void grow(Middle middle, int room) {
    int left = room;
    boolean atFront = true;
    while (middle.missing() > 0) {
      left -= tokens(middle.next(atFront), left);
      if (left < 0) {
        return;
      }
      middle.grow(atFront);
      atFront = !atFront;
    }
  }

  private static List<Turn> with(List<Turn> turns, int index, Middle text) {
    List<Turn> changed = new ArrayList<>(turns);
    Turn turn = turns.get(index);
    changed.set(index, new Turn(turn.speaker(), text.toString(), turn.material()));
    return changed;
  }

  /** Tokens of the prompt of a conversation; empty where there are too many. */
  private OptionalInt count(List<Turn> conversation, int most) throws InferenceException {
    int texts = 0;
    for (Turn turn : conversation) {
      texts += tokens(turn.text(), most - texts);
      if (texts > most) {
        return OptionalInt.empty();
      }
    }
    int tokens = prompts.of(conversation).tokens().length;
    return tokens <= most ? OptionalInt.of(tokens) : OptionalInt.empty();
  }

  /** Tokens of a text, about; one more than the most where there are more. */
  private int tokens(String text, int most) {
    if (tokenizer.fewestTokens(text.length()) > most) {
      return most + 1;
    }
    int tokens = 0;
    for (int from = 0; from < text.length() && tokens <= most; from += SLICE) {
      String slice = text.substring(from, Math.min(from + SLICE, text.length()));
      int seam = from == 0 ? 0 : SEAM;
      tokens += Math.max(0, tokenizer.encode(tokenizer.quote(slice)).length - seam);
    }
    return Math.min(tokens, most + 1);
  }
}
