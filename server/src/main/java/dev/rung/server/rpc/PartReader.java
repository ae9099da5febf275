package dev.rung.server.rpc;

import dev.rung.server.call.ImageRules;
import dev.rung.server.call.MessageRules;
import dev.rung.server.call.Violations;
import dev.rung.server.generate.Part;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.ToolCall;
import dev.rung.v1.Image;
import dev.rung.v1.ToolResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of one conversation's messages, oldest first. */
final class PartReader {
  private final Violations violations;
  private final Set<String> calls = new HashSet<>();

  PartReader(Violations violations) {
    this.violations = violations;
  }

  /** Absent only where a violation was added. */
  Optional<Part> read(String field, Role role, dev.rung.v1.Part in) {
    return switch (in.getKindCase()) {
      case TEXT -> allowed(field + ".text", role != Role.TOOL, role) ? text(field, in) : none();
      case IMAGE ->
          allowed(field + ".image", role == Role.USER, role)
              ? image(field + ".image", in.getImage())
              : none();
      case TOOL_CALL ->
          allowed(field + ".tool_call", role == Role.ASSISTANT, role)
              ? call(field + ".tool_call", in.getToolCall())
              : none();
      case TOOL_RESULT ->
          allowed(field + ".tool_result", role == Role.TOOL, role)
              ? result(field + ".tool_result", in.getToolResult())
              : none();
      case KIND_NOT_SET -> {
        violations.add(field, "must have text, image, tool_call or tool_result");
        yield none();
      }
    };
  }

  private boolean allowed(String field, boolean allowed, Role role) {
    violations.check(allowed, field, "must not be in a message of role " + role);
    return allowed;
  }

  private static Optional<Part> none() {
    return Optional.empty();
  }

  private Optional<Part> text(String field, dev.rung.v1.Part in) {
    violations.check(!in.getText().isEmpty(), field + ".text", "must not be empty");
    violations.text(field + ".text", in.getText());
    return Optional.of(new Part.Text(in.getText()));
  }

  private Optional<Part> image(String field, Image in) {
    return switch (in.getSourceCase()) {
      case DATA -> bytes(field, in);
      case URI -> uri(field, in);
      case SOURCE_NOT_SET -> {
        violations.add(field, "must have data or uri");
        yield none();
      }
    };
  }

  private Optional<Part> bytes(String field, Image in) {
    violations.check(!in.getData().isEmpty(), field + ".data", "must not be empty");
    violations.check(
        ImageRules.isType(in.getMimeType()), field + ".mime_type", ImageRules.TYPE_RULE);
    return Optional.of(new Part.ImageBytes(in.getData().toByteArray(), in.getMimeType()));
  }

  private Optional<Part> uri(String field, Image in) {
    violations.name(field + ".mime_type", in.getMimeType());
    ImageRules.uri(field + ".uri", in.getUri(), violations);
    return Optional.of(new Part.ImageUri(in.getUri()));
  }

  private Optional<Part> call(String field, dev.rung.v1.ToolCall in) {
    ToolCall call = new ToolCall(in.getId(), in.getName(), in.getArguments());
    MessageRules.call(field, field, call, violations);
    calls.add(call.id());
    return Optional.of(new Part.Call(call));
  }

  private Optional<Part> result(String field, ToolResult in) {
    violations.check(
        calls.contains(in.getCallId()),
        field + ".call_id",
        "must be the id of a tool_call in an earlier message");
    violations.text(field + ".content", in.getContent());
    return Optional.of(new Part.Result(in.getCallId(), in.getContent()));
  }
}
