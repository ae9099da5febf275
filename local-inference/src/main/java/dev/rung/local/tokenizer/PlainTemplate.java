package dev.rung.local.tokenizer;

import dev.rung.local.Turn;
import dev.rung.local.Turn.Speaker;
import java.util.List;
import java.util.stream.Collectors;

/** For checkpoints without a template of their own. */
enum PlainTemplate implements ChatTemplate {
  /** Every turn between two tokens, with the name of the speaker; for models that have those. */
  CHATML {
    @Override
    public String render(List<Turn> conversation) {
      return conversation.stream()
              .map(turn -> START + name(turn.speaker()) + "\n" + turn.text() + END + "\n")
              .collect(Collectors.joining())
          + START
          + "assistant\n";
    }

    private static String name(Speaker speaker) {
      return switch (speaker) {
        case SYSTEM -> "system";
        case USER -> "user";
        case ASSISTANT -> "assistant";
      };
    }

    @Override
    public boolean isBare() {
      return false;
    }
  },

  /** The two forms that the makers of Phi-2 give: one question, or a talk of two people. */
  PHI {
    @Override
    public String render(List<Turn> conversation) {
      StringBuilder text = new StringBuilder();
      boolean question = isQuestion(conversation);
      for (Turn turn : conversation) {
        text.append(
            switch (turn.speaker()) {
              case SYSTEM -> "";
              case USER -> question ? "Instruct: " : "Alice: ";
              case ASSISTANT -> "Bob: ";
            });
        text.append(turn.text().strip()).append('\n');
      }
      return text.append(question ? "Output:" : "Bob:").toString();
    }

    @Override
    public List<String> stop(List<Turn> conversation) {
      return isQuestion(conversation)
          ? List.of("\nInstruct:", "\nOutput:")
          : List.of("\nAlice:", "\nBob:");
    }
  },

  /** The bare texts, for models that were only taught to go on. */
  CONTINUATION {
    @Override
    public String render(List<Turn> conversation) {
      return conversation.stream().map(Turn::text).collect(Collectors.joining("\n\n"));
    }
  };

  static final String START = "<|im_start|>";
  static final String END = "<|im_end|>";

  /**
   * The one that suits a model.
   *
   * @param architecture as its configuration names it
   */
  static PlainTemplate of(Tokenizer tokenizer, String architecture) {
    if (tokenizer.find(START).isPresent() && tokenizer.find(END).isPresent()) {
      return CHATML;
    }
    return architecture.equals("PhiForCausalLM") ? PHI : CONTINUATION;
  }

  @Override
  public boolean isBare() {
    return true;
  }

  private static boolean isQuestion(List<Turn> conversation) {
    return conversation.stream().filter(turn -> turn.speaker() != Speaker.SYSTEM).count() == 1
        && conversation.getLast().speaker() == Speaker.USER;
  }
}
