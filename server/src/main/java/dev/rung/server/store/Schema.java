package dev.rung.server.store;

import java.util.List;

/**
 * The tables of one room. Steps are applied once each, in this order, and counted per room; a step
 * that was released is never edited, only followed by another one.
 *
 * @param room unique among those that share a file
 * @param steps each one or several statements of SQL, each ended by a semicolon at the end of a
 *     line
 */
public record Schema(String room, List<String> steps) {
  public Schema {
    steps = List.copyOf(steps);
  }
}
