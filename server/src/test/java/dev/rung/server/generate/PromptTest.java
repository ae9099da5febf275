package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static final Part IMAGE = new Part.ImageUri("https://example.org/cat.png");

  private static Prompt of(Message... messages) {
    return Prompt.ofMessages(List.of(messages));
  }

  @Test
  void refusesAConversationWithoutMessages() {
    assertThatThrownBy(() -> Prompt.ofMessages(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a prompt needs at least one message");
  }

  @Test
  void isJudgedByTheLastUserTurn() {
    Prompt prompt =
        of(
            Message.of(Role.USER, "first"),
            Message.of(Role.ASSISTANT, "an answer"),
            Message.of(Role.USER, "second"),
            Message.of(Role.TOOL, "a result"));

    assertThat(prompt.instruction()).isEqualTo("second");
  }

  @Test
  void isJudgedByNothingWhereNoUserSpoke() {
    assertThat(of(Message.of(Role.SYSTEM, "be brief")).instruction()).isEmpty();
  }

  @Test
  void joinsTheTextsOfATurn() {
    Message message =
        new Message(Role.USER, List.of(new Part.Text("one"), IMAGE, new Part.Text("two")));

    assertThat(message.text()).isEqualTo("one\ntwo");
  }

  @Test
  void isASinglePlainTurnWithNothingButText() {
    assertThat(Prompt.ofUser("hello").isSinglePlainTurn()).isTrue();
  }

  @Test
  void isNoSinglePlainTurnWithAnythingElse() {
    Message hello = Message.of(Role.USER, "hello");
    Tool tool = new Tool("now", "the time", "");

    assertThat(of(hello, hello).isSinglePlainTurn()).isFalse();
    assertThat(of(Message.of(Role.SYSTEM, "hello")).isSinglePlainTurn()).isFalse();
    assertThat(of(new Message(Role.USER, List.of(IMAGE))).isSinglePlainTurn()).isFalse();
    assertThat(
            new Prompt(List.of(hello), List.of(tool), new ToolChoice.Auto(), Optional.empty())
                .isSinglePlainTurn())
        .isFalse();
    assertThat(
            new Prompt(List.of(hello), List.of(), new ToolChoice.Auto(), Optional.of("{}"))
                .isSinglePlainTurn())
        .isFalse();
  }

  @Test
  void seesImagesHoweverTheyAreGiven() {
    Part bytes = new Part.ImageBytes(new byte[] {1}, "image/png");

    assertThat(of(new Message(Role.USER, List.of(IMAGE))).hasImage()).isTrue();
    assertThat(of(new Message(Role.USER, List.of(bytes))).hasImage()).isTrue();
    assertThat(Prompt.ofUser("an image of a cat").hasImage()).isFalse();
  }

  @Test
  void takesImagesOfEqualBytesForEqual() {
    Part one = new Part.ImageBytes(new byte[] {1, 2}, "image/png");
    Part same = new Part.ImageBytes(new byte[] {1, 2}, "image/png");

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one).isNotEqualTo(new Part.ImageBytes(new byte[] {1, 3}, "image/png"));
    assertThat(one).isNotEqualTo(new Part.ImageBytes(new byte[] {1, 2}, "image/jpeg"));
    assertThat(one).isNotEqualTo(IMAGE);
  }
}
