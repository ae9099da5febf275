package dev.rung.server.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Sampling;
import dev.rung.server.generate.Tool;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.ToolChoice;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The same rich request for every dialect, and the files that say how each puts it. */
public final class Golden {
  public static final Sampling SAMPLING =
      new Sampling(
          OptionalInt.empty(),
          OptionalDouble.of(0.2),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          List.of("END"));

  static final List<Part> IMAGES =
      List.of(
          new Part.ImageBytes(new byte[] {1, 2, 3, -1}, "image/png"),
          new Part.ImageUri("https://example.org/a.jpg"),
          new Part.ImageUri("data:image/webp;base64,AQID"));

  private Golden() {}

  /** System prompts, images, two calls of tools, their results and a further question. */
  public static Prompt conversation() {
    return conversation(IMAGES, new ToolChoice.Required());
  }

  /** The same with other images, and another choice of tools. */
  public static Prompt conversation(List<Part> images, ToolChoice choice) {
    List<Part> question = new ArrayList<>(List.of(new Part.Text("Where \"was\" this?\n")));
    question.addAll(images);
    return new Prompt(
        List.of(
            Message.of(Role.SYSTEM, "Be brief."),
            new Message(Role.USER, question),
            new Message(
                Role.ASSISTANT,
                List.of(
                    new Part.Text("I will look."),
                    new Part.Call(new ToolCall("call_0", "find", "{\"at\":\"Oslo\"}")),
                    new Part.Call(new ToolCall("functions.list:1", "list", "")))),
            new Message(Role.TOOL, List.of(new Part.Result("call_0", "{\"lat\":59.9}"))),
            new Message(Role.TOOL, List.of(new Part.Result("functions.list:1", "nothing"))),
            Message.of(Role.SYSTEM, "Use metres."),
            Message.of(Role.USER, "How high is it?")),
        List.of(
            new Tool(
                "find",
                "Finds a place",
                "{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\"}},"
                    + "\"required\":[\"at\"]}"),
            new Tool("list", "", "")),
        choice,
        Optional.empty());
  }

  /** The same with a schema for the answer, and no tools. */
  public static Prompt withSchema(String schema) {
    return new Prompt(
        Prompt.ofUser("How high is it?").messages(),
        List.of(),
        new ToolChoice.Auto(),
        Optional.of(schema));
  }

  /** Asserts that these bytes are what the file of this name says, spaces between tokens aside. */
  public static void assertSame(String json, String file) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + file)) {
      if (in == null) {
        throw new AssertionError("no golden file " + file);
      }
      assertThat(json).isEqualTo(compact(new JsonFactory().createParser(in)));
    }
  }

  private static String compact(JsonParser parser) throws IOException {
    StringWriter out = new StringWriter();
    try (parser;
        JsonGenerator generator = new JsonFactory().createGenerator(out)) {
      while (parser.nextToken() != null) {
        generator.copyCurrentEventExact(parser);
      }
    }
    return out.toString();
  }
}
