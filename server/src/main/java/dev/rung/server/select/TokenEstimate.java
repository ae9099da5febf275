package dev.rung.server.select;

import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tool;
import dev.rung.server.provider.Model;
import java.util.List;

/**
 * How many tokens a text has, without its model's tokenizer.
 *
 * @param expected about right: four ASCII characters, or one other, to a token
 * @param bound never too few for byte-level tokenizers: every token holds at least one byte of
 *     UTF-8, and each message adds a few of its own. Images are counted by a flat figure, and tools
 *     by what a provider tells its model of them at most.
 */
public record TokenEstimate(long expected, long bound) {
  public static final TokenEstimate NONE = new TokenEstimate(0, 0);

  private static final int ASCII_PER_TOKEN = 4;
  private static final int MESSAGE_OVERHEAD = 8;
  private static final TokenEstimate IMAGE = new TokenEstimate(800, 6_500);

  /**
   * Models that count an image for many more tokens, so that it costs what it does at the larger
   * one: 2,833 and 5,667 for each of up to eight tiles, as OpenAI's page on images says.
   */
  private static final List<String> DEAR_IMAGES = List.of("gpt-4o-mini");

  private static final long DEAR_IMAGE = 2_833 + 8 * 5_667;

  /** Words of the provider's own that go before the tools: up to 530 tokens at Anthropic's. */
  private static final TokenEstimate TOOLS_FRAME = new TokenEstimate(0, 600);

  /** What numbers a context document, and its share of the turn that holds them. */
  private static final TokenEstimate DOCUMENT_FRAME = new TokenEstimate(4, 32);

  public TokenEstimate plus(TokenEstimate other) {
    return new TokenEstimate(expected + other.expected, bound + other.bound);
  }

  /** Of one text. */
  public static TokenEstimate of(String text) {
    int other = 0;
    for (int i = 0; i < text.length(); i++) {
      other += text.charAt(i) < 0x80 ? 0 : 1;
    }
    long ascii = (long) text.length() - other;
    // A UTF-16 unit is at most three bytes of UTF-8.
    return new TokenEstimate(ofAscii(ascii) + other, ascii + 3L * other);
  }

  /** About how many tokens so many ASCII characters are. */
  public static long ofAscii(long characters) {
    return Math.ceilDiv(characters, ASCII_PER_TOKEN);
  }

  /** Of everything that is sent: messages, tools, schema and context documents. */
  public static TokenEstimate of(Prompt prompt, Hints hints) {
    TokenEstimate sum = NONE;
    for (Message message : prompt.messages()) {
      sum = sum.plus(of(message));
    }
    if (!prompt.tools().isEmpty()) {
      sum = sum.plus(TOOLS_FRAME);
    }
    for (Tool tool : prompt.tools()) {
      sum = sum.plus(of(tool.name() + tool.description() + tool.parametersSchema()));
    }
    if (prompt.responseSchema().isPresent()) {
      sum = sum.plus(of(prompt.responseSchema().get()));
    }
    for (String document : hints.contextDocuments()) {
      sum = sum.plus(of(document)).plus(DOCUMENT_FRAME);
    }
    return sum;
  }

  /** Of one turn, with what frames it. */
  public static TokenEstimate of(Message message) {
    TokenEstimate sum = new TokenEstimate(MESSAGE_OVERHEAD / 2, MESSAGE_OVERHEAD);
    for (Part part : message.parts()) {
      sum = sum.plus(of(part));
    }
    return sum;
  }

  /** What so many images may take more of a model that counts them in its own way. */
  static TokenEstimate ofImages(Model model, int images) {
    if (images == 0) {
      return NONE;
    }
    boolean dear = DEAR_IMAGES.stream().anyMatch(model.modelId()::startsWith);
    return new TokenEstimate(0, dear ? (DEAR_IMAGE - IMAGE.bound) * images : 0);
  }

  private static TokenEstimate of(Part part) {
    return switch (part) {
      case Part.Text text -> of(text.text());
      case Part.ImageBytes image -> IMAGE;
      case Part.ImageUri image -> IMAGE;
      case Part.Call call -> of(call.call().name() + call.call().arguments());
      case Part.Result result -> of(result.content());
    };
  }
}
