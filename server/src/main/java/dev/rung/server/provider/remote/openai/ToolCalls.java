package dev.rung.server.provider.remote.openai;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Prompt;
import dev.rung.server.provider.remote.openai.ChatEvent.ToolPiece;
import dev.rung.server.provider.remote.wire.CallIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers an answer's tool calls from 0, whatever the provider's numbers are: some send none, some
 * send 0 for every call and tell them apart by id alone, some repeat id and name with each piece,
 * some make up another id for each piece.
 */
final class ToolCalls {
  private final Map<String, Integer> byId = new HashMap<>();
  private final Map<Integer, Integer> byWireIndex = new HashMap<>();
  private final Set<Integer> withArguments = new HashSet<>();
  private final CallIds ids;
  private int count;
  private int last;

  ToolCalls(Prompt prompt) {
    this.ids = new CallIds(prompt);
  }

  boolean none() {
    return count == 0;
  }

  /** The piece to hand on; empty where it adds nothing to a call that is known. */
  Optional<Chunk.ToolCallDelta> accept(ToolPiece piece) {
    Optional<Integer> known = known(piece);
    if (known.isEmpty()) {
      return Optional.of(begin(piece));
    }
    last = known.get();
    if (piece.arguments().isEmpty()) {
      return Optional.empty();
    }
    withArguments.add(last);
    return Optional.of(new Chunk.ToolCallDelta(last, "", "", piece.arguments()));
  }

  /** An empty object for each call of which no arguments came: "" is no JSON. */
  List<Chunk.ToolCallDelta> end() {
    List<Chunk.ToolCallDelta> rest = new ArrayList<>();
    for (int call = 0; call < count; call++) {
      if (withArguments.add(call)) {
        rest.add(new Chunk.ToolCallDelta(call, "", "", "{}"));
      }
    }
    return rest;
  }

  private Optional<Integer> known(ToolPiece piece) {
    boolean begins = !piece.name().isEmpty();
    if (!piece.id().isEmpty() && (begins || byId.containsKey(piece.id()))) {
      return Optional.ofNullable(byId.get(piece.id()));
    }
    if (piece.index().isPresent()) {
      return Optional.ofNullable(byWireIndex.get(piece.index().getAsInt()));
    }
    if (!piece.id().isEmpty()) {
      return Optional.empty();
    }
    return count == 0 || begins ? Optional.empty() : Optional.of(last);
  }

  private Chunk.ToolCallDelta begin(ToolPiece piece) {
    last = count++;
    String id = ids.next(piece.id());
    if (!piece.arguments().isEmpty()) {
      withArguments.add(last);
    }
    byId.put(id, last);
    byWireIndex.put(piece.index().orElse(last), last);
    return new Chunk.ToolCallDelta(last, id, piece.name(), piece.arguments());
  }
}
