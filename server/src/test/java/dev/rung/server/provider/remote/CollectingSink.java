package dev.rung.server.provider.remote;

import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.Usage;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is given. */
public final class CollectingSink implements ChunkSink {
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Usage> counted = new ArrayList<>();

  @Override
  public synchronized void accept(Chunk chunk) {
    chunks.add(chunk);
  }

  @Override
  public synchronized void counted(Usage soFar) {
    counted.add(soFar);
  }

  /** What it was told that was counted, in order. */
  public synchronized List<Usage> counted() {
    return List.copyOf(counted);
  }

  /** The arguments of this tool call. */
  public String arguments(int index) {
    StringBuilder arguments = new StringBuilder();
    for (Chunk chunk : chunks()) {
      if (chunk instanceof Chunk.ToolCallDelta delta && delta.index() == index) {
        arguments.append(delta.arguments());
      }
    }
    return arguments.toString();
  }

  /** Id and name of every tool call, such as "toolu_1 weather". */
  public List<String> toolCalls() {
    return chunks().stream()
        .filter(chunk -> chunk instanceof Chunk.ToolCallDelta delta && !delta.id().isEmpty())
        .map(chunk -> ((Chunk.ToolCallDelta) chunk))
        .map(delta -> delta.id() + " " + delta.name())
        .toList();
  }

  @Override
  public boolean committed() {
    return false;
  }

  public synchronized List<Chunk> chunks() {
    return List.copyOf(chunks);
  }

  /** The text of all deltas. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Chunk chunk : chunks()) {
      if (chunk instanceof Chunk.Delta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }
}
