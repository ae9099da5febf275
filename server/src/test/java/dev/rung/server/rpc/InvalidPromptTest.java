package dev.rung.server.rpc;

import static dev.rung.server.rpc.Wrong.UNKNOWN;
import static dev.rung.server.rpc.Wrong.conversation;
import static dev.rung.server.rpc.Wrong.user;
import static dev.rung.server.rpc.Wrong.wrong;

import com.google.protobuf.ByteString;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.Image;
import dev.rung.v1.Message;
import dev.rung.v1.Part;
import dev.rung.v1.Role;
import dev.rung.v1.Tool;
import dev.rung.v1.ToolCall;
import dev.rung.v1.ToolChoice;
import dev.rung.v1.ToolResult;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile and mistaken conversations, parts and tools. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvalidPromptTest {
  private static final int MEBIBYTE = 1024 * 1024;

  private final Rig rig = new Rig();

  @AfterAll
  void close() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"messages", "parts", "tools"})
  void namesTheFieldThatIsWrong(
      String field, String what, UnaryOperator<GenerateRequest.Builder> change) {
    Wrong.assertNamed(rig, field, change);
  }

  static Stream<Arguments> messages() {
    return Stream.of(
        conversation("messages[0].role", "unspecified", user("hi").clearRole()),
        conversation("messages[0].role", "unknown", user("hi").setRoleValue(UNKNOWN)),
        conversation("messages[0].role", "ends with SYSTEM", user("hi").setRole(Role.SYSTEM)),
        conversation(
            "messages[1].role",
            "ends with ASSISTANT",
            user("hi"),
            user("yes").setRole(Role.ASSISTANT)),
        conversation("messages[0].content", "blank", user(" ")),
        conversation("messages[0].content", "NUL", user("a\0")),
        conversation("messages[0].content", "too long", user("é".repeat(5 * MEBIBYTE))),
        conversation(
            "messages[1].content",
            "too long together",
            user("x".repeat(5 * MEBIBYTE)),
            user("x".repeat(5 * MEBIBYTE))),
        conversation(
            "messages[0].content",
            "with parts",
            user("hi").addParts(Part.newBuilder().setText("x"))),
        conversation("messages[0].content", "TOOL without results", user("x").setRole(Role.TOOL)),
        wrong(
            "messages",
            "10001 of them",
            b -> b.clearPrompt().addAllMessages(Collections.nCopies(10_001, user("x").build()))));
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        part("messages[0].parts[0]", "nothing in it", Part.newBuilder()),
        part("messages[0].parts[0].text", "empty", Part.newBuilder().setText("")),
        part("messages[0].parts[0].text", "NUL", Part.newBuilder().setText("\0")),
        part("messages[0].parts[0].image", "no source", image(Image.newBuilder())),
        part(
            "messages[0].parts[0].image.mime_type",
            "absent with data",
            image(Image.newBuilder().setData(ByteString.copyFromUtf8("png")))),
        part("messages[0].parts[0].image.mime_type", "no image", bytes("text/html")),
        part("messages[0].parts[0].image.mime_type", "nothing behind it", bytes("image/")),
        part("messages[0].parts[0].image.mime_type", "another header", bytes("image/png\r\nA: b")),
        part("messages[0].parts[0].image.mime_type", "long", bytes("image/" + "x".repeat(300))),
        part(
            "messages[0].parts[0].image.data",
            "empty",
            image(Image.newBuilder().setData(ByteString.EMPTY).setMimeType("image/png"))),
        part(
            "messages[0].parts[0].image.uri",
            "file",
            image(Image.newBuilder().setUri("file:///etc/passwd"))),
        part("messages[0].parts[0].image.uri", "no scheme", image(Image.newBuilder().setUri("x"))),
        part(
            "messages[0].parts[0].image.uri",
            "control characters",
            image(Image.newBuilder().setUri("http://a/\r\nHost: b"))),
        part(
            "messages[0].parts[0].image.uri",
            "no base64",
            image(Image.newBuilder().setUri("data:image/png;base64,no!!"))),
        part("messages[0].parts[0].tool_call", "by a USER", call("call_1", "lookup")),
        part("messages[0].parts[0].tool_result", "by a USER", result("call_1")),
        conversation(
            "messages[0].parts[0].tool_call.name",
            "spaces",
            assistant(call("c", "look up")),
            user("x")),
        conversation(
            "messages[0].parts[0].tool_call.id", "blank", assistant(call("", "lookup")), user("x")),
        conversation(
            "messages[1].parts[0].tool_result.call_id",
            "of no call",
            assistant(call("call_1", "lookup")),
            Message.newBuilder().setRole(Role.TOOL).addParts(result("call_2"))),
        conversation(
            "messages[0].parts[0].text",
            "text by a TOOL",
            Message.newBuilder().setRole(Role.TOOL).addParts(Part.newBuilder().setText("x"))));
  }

  static Stream<Arguments> tools() {
    Tool.Builder tool = Tool.newBuilder().setName("lookup");
    return Stream.of(
        wrong("tools[0].name", "empty", b -> b.addTools(Tool.newBuilder())),
        wrong(
            "tools[0].name",
            "too long",
            b -> b.addTools(Tool.newBuilder().setName("x".repeat(65)))),
        wrong("tools[0].name", "not ASCII", b -> b.addTools(Tool.newBuilder().setName("öl"))),
        wrong("tools[1].name", "twice", b -> b.addTools(tool).addTools(tool)),
        wrong("tools", "257 of them", b -> addTools(b, 257)),
        wrong(
            "tools[0].parameters_schema",
            "no object",
            b -> b.addTools(Tool.newBuilder().setName("a").setParametersSchema("true"))),
        wrong(
            "tools[0].description",
            "NUL",
            b -> b.addTools(Tool.newBuilder().setName("a").setDescription("\0"))),
        wrong(
            "tool_choice.mode",
            "REQUIRED without tools",
            b -> b.setToolChoice(mode(ToolChoice.Mode.REQUIRED))),
        wrong(
            "tool_choice.name",
            "of no tool",
            b -> b.addTools(tool).setToolChoice(mode(ToolChoice.Mode.NAMED).setName("other"))),
        wrong(
            "tool_choice.name",
            "without NAMED",
            b -> b.addTools(tool).setToolChoice(mode(ToolChoice.Mode.AUTO).setName("lookup"))));
  }

  private static Arguments part(String field, String what, Part.Builder part) {
    return conversation(field, what, Message.newBuilder().setRole(Role.USER).addParts(part));
  }

  private static Message.Builder assistant(Part.Builder part) {
    return Message.newBuilder().setRole(Role.ASSISTANT).addParts(part);
  }

  private static Part.Builder image(Image.Builder image) {
    return Part.newBuilder().setImage(image);
  }

  private static Part.Builder bytes(String mediaType) {
    return image(Image.newBuilder().setData(ByteString.copyFromUtf8("png")).setMimeType(mediaType));
  }

  private static Part.Builder call(String id, String name) {
    return Part.newBuilder().setToolCall(ToolCall.newBuilder().setId(id).setName(name));
  }

  private static Part.Builder result(String callId) {
    return Part.newBuilder().setToolResult(ToolResult.newBuilder().setCallId(callId));
  }

  private static ToolChoice.Builder mode(ToolChoice.Mode mode) {
    return ToolChoice.newBuilder().setMode(mode);
  }

  private static GenerateRequest.Builder addTools(GenerateRequest.Builder request, int count) {
    IntStream.range(0, count).forEach(i -> request.addTools(Tool.newBuilder().setName("tool" + i)));
    return request;
  }
}
