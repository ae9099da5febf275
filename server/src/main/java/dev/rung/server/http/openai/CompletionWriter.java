package dev.rung.server.http.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.ToolCall;
import dev.rung.server.generate.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Answers as OpenAI spells them: {@code chat.completion} and {@code chat.completion.chunk}.
 *
 * @param created in seconds since 1970
 * @param includeUsage whether a stream ends with its usage
 */
record CompletionWriter(String id, long created, boolean includeUsage, List<String> ignored) {

  /** The whole answer. */
  void whole(Answer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    head("chat.completion", Account.model(answer.source()), json);
    json.writeArrayFieldStart("choices");
    json.writeStartObject();
    json.writeNumberField("index", 0);
    json.writeObjectFieldStart("message");
    json.writeStringField("role", "assistant");
    if (answer.text().isEmpty() && !answer.toolCalls().isEmpty()) {
      json.writeNullField("content");
    } else {
      json.writeStringField("content", answer.text());
    }
    json.writeNullField("refusal");
    calls(answer.toolCalls(), json);
    json.writeEndObject();
    end(Optional.of(finish(answer.finishReason())), json);
    json.writeEndArray();
    usage(answer.usage(), json);
    Account.write(answer, ignored, json);
    json.writeEndObject();
  }

  /** The first event of a stream: whose turn it is. */
  void role(String model, JsonGenerator json) throws IOException {
    begin(model, json);
    json.writeStringField("role", "assistant");
    json.writeStringField("content", "");
    json.writeNullField("refusal");
    endChunk(json);
  }

  void piece(String model, Chunk piece, JsonGenerator json) throws IOException {
    begin(model, json);
    switch (piece) {
      case Chunk.Delta(String text) -> json.writeStringField("content", text);
      case Chunk.ToolCallDelta call -> call(call, json);
    }
    endChunk(json);
  }

  /** The last event with a choice. */
  void last(Answer answer, JsonGenerator json) throws IOException {
    begin(Account.model(answer.source()), json);
    json.writeEndObject();
    end(Optional.of(finish(answer.finishReason())), json);
    json.writeEndArray();
    noUsage(json);
    Account.write(answer, ignored, json);
    json.writeEndObject();
  }

  /** The event with the usage of the whole stream. */
  void usage(Answer answer, JsonGenerator json) throws IOException {
    json.writeStartObject();
    head("chat.completion.chunk", Account.model(answer.source()), json);
    json.writeArrayFieldStart("choices");
    json.writeEndArray();
    usage(answer.usage(), json);
    json.writeEndObject();
  }

  private void begin(String model, JsonGenerator json) throws IOException {
    json.writeStartObject();
    head("chat.completion.chunk", model, json);
    json.writeArrayFieldStart("choices");
    json.writeStartObject();
    json.writeNumberField("index", 0);
    json.writeObjectFieldStart("delta");
  }

  private void endChunk(JsonGenerator json) throws IOException {
    json.writeEndObject();
    end(Optional.empty(), json);
    json.writeEndArray();
    noUsage(json);
    json.writeEndObject();
  }

  private static void end(Optional<String> finish, JsonGenerator json) throws IOException {
    json.writeNullField("logprobs");
    if (finish.isPresent()) {
      json.writeStringField("finish_reason", finish.get());
    } else {
      json.writeNullField("finish_reason");
    }
    json.writeEndObject();
  }

  private void noUsage(JsonGenerator json) throws IOException {
    if (includeUsage) {
      json.writeNullField("usage");
    }
  }

  private void head(String object, String model, JsonGenerator json) throws IOException {
    json.writeStringField("id", id);
    json.writeStringField("object", object);
    json.writeNumberField("created", created);
    json.writeStringField("model", model);
  }

  private static void calls(List<ToolCall> calls, JsonGenerator json) throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("tool_calls");
    for (ToolCall call : calls) {
      json.writeStartObject();
      json.writeStringField("id", call.id());
      json.writeStringField("type", "function");
      json.writeObjectFieldStart("function");
      json.writeStringField("name", call.name());
      json.writeStringField("arguments", call.arguments());
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void call(Chunk.ToolCallDelta call, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("tool_calls");
    json.writeStartObject();
    json.writeNumberField("index", call.index());
    if (!call.id().isEmpty()) {
      json.writeStringField("id", call.id());
      json.writeStringField("type", "function");
    }
    json.writeObjectFieldStart("function");
    if (!call.name().isEmpty()) {
      json.writeStringField("name", call.name());
    }
    json.writeStringField("arguments", call.arguments());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void usage(Usage usage, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("usage");
    json.writeNumberField("prompt_tokens", usage.inputTokens());
    json.writeNumberField("completion_tokens", usage.outputTokens());
    json.writeNumberField("total_tokens", usage.inputTokens() + usage.outputTokens());
    json.writeObjectFieldStart("prompt_tokens_details");
    json.writeNumberField("cached_tokens", usage.cachedInputTokens());
    json.writeNumberField("cache_write_tokens", usage.cacheWriteTokens());
    json.writeEndObject();
    json.writeObjectFieldStart("completion_tokens_details");
    json.writeNumberField("reasoning_tokens", usage.reasoningTokens());
    json.writeEndObject();
    json.writeEndObject();
  }

  /** An answer that a budget cut short was cut short. */
  private static String finish(FinishReason reason) {
    return switch (reason) {
      case STOP, CANCELLED, ERROR -> "stop";
      case LENGTH, BUDGET -> "length";
      case TOOL_CALLS -> "tool_calls";
      case CONTENT_FILTER -> "content_filter";
    };
  }
}
