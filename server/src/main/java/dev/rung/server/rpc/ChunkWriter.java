package dev.rung.server.rpc;

import dev.rung.server.generate.Chunk;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.ToolCallDelta;

/** A chunk as the contract spells it. */
final class ChunkWriter {
  private ChunkWriter() {}

  static GenerateChunk write(Chunk chunk) {
    return switch (chunk) {
      case Chunk.Delta(String text) -> GenerateChunk.newBuilder().setDelta(text).build();
      case Chunk.ToolCallDelta(int index, String id, String name, String arguments) ->
          GenerateChunk.newBuilder()
              .setToolCallDelta(
                  ToolCallDelta.newBuilder()
                      .setIndex(index)
                      .setId(id)
                      .setName(name)
                      .setArguments(arguments))
              .build();
    };
  }
}
