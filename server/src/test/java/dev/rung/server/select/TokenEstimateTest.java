package dev.rung.server.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenEstimateTest {
  @Test
  void takesFourAsciiCharactersOrOneOtherAsAToken() {
    assertThat(TokenEstimate.of("")).isEqualTo(TokenEstimate.NONE);
    assertThat(TokenEstimate.of("abcdefgh")).isEqualTo(new TokenEstimate(2, 8));
    assertThat(TokenEstimate.of("abcde")).isEqualTo(new TokenEstimate(2, 5));
    assertThat(TokenEstimate.of("猫が好き")).isEqualTo(new TokenEstimate(4, 12));
  }

  @Test
  void boundsTheBytesOfAnyText() {
    long seed = 20260301;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String text =
          random
              .ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
              .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      TokenEstimate estimate = TokenEstimate.of(text);

      assertThat(estimate.bound())
          .as("seed %d, text %d", seed, i)
          .isGreaterThanOrEqualTo(text.getBytes(StandardCharsets.UTF_8).length)
          .isGreaterThanOrEqualTo(estimate.expected());
    }
  }

  @Test
  void countsEverythingThatIsSent() {
    Prompt plain = Prompt.ofUser("hi");
    Prompt withTool =
        new Prompt(
            plain.messages(),
            List.of(new Tool("find", "Finds things.", "{\"type\":\"object\"}")),
            new ToolChoice.Auto(),
            Optional.empty());
    Prompt withSchema =
        new Prompt(
            plain.messages(), List.of(), new ToolChoice.Auto(), Optional.of("{\"type\":\"null\"}"));

    long base = bound(plain, Hints.NONE);

    assertThat(bound(withTool, Hints.NONE) - base).isEqualTo(600 + 4 + 13 + 17);
    assertThat(bound(withSchema, Hints.NONE) - base).isEqualTo(15);
    assertThat(bound(plain, Requests.documents("a document")) - base).isGreaterThan(10);
  }

  @Test
  void countsEveryKindOfPart() {
    long empty = bound();

    assertThat(bound(new Part.Text("four")) - empty).isEqualTo(4);
    assertThat(bound(new Part.Call(new ToolCall("c1", "find", "{}"))) - empty).isEqualTo(6);
    assertThat(bound(new Part.Result("c1", "found")) - empty).isEqualTo(5);
    assertThat(bound(new Part.ImageUri("https://example.org/a.png")) - empty).isEqualTo(6_500);
    assertThat(bound(new Part.ImageBytes(new byte[1], "image/png")) - empty).isEqualTo(6_500);
  }

  @Test
  void boundsImagesOfAModelThatCountsThemForMore() {
    Model dear = Models.named("gpt-4o-mini-2024-07-18", Tier.SMALL).build();
    Model usual = Models.named("gpt-4o", Tier.LARGE).build();

    assertThat(TokenEstimate.ofImages(dear, 2)).isEqualTo(new TokenEstimate(0, 2 * 41_669));
    assertThat(TokenEstimate.ofImages(dear, 0)).isEqualTo(TokenEstimate.NONE);
    assertThat(TokenEstimate.ofImages(usual, 2)).isEqualTo(TokenEstimate.NONE);
  }

  private static long bound(Part... parts) {
    Message message = new Message(Role.USER, List.of(parts));
    return bound(Prompt.ofMessages(List.of(message)), Hints.NONE);
  }

  private static long bound(Prompt prompt, Hints hints) {
    return TokenEstimate.of(prompt, hints).bound();
  }
}
