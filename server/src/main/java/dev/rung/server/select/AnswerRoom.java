package dev.rung.server.select;

import dev.rung.server.provider.Model;
import java.util.OptionalInt;

/** How much of a window is kept free for the answer where a prompt has to be shortened. */
public final class AnswerRoom {
  /** Output that is expected of a call that allows more; of the order of a long paragraph. */
  public static final int USUAL = 400;

  private AnswerRoom() {}

  /**
   * As much as was asked for, up to half of the window.
   *
   * @param asked output tokens that the request or its tier allows
   */
  public static int of(Model model, OptionalInt asked) {
    int wanted = Math.min(asked.orElse(USUAL), model.maxTokens());
    return Math.max(1, Math.min(wanted, model.contextWindow() / 2));
  }
}
