package dev.rung.server.app.cli;

import java.util.ArrayList;
import java.util.List;

/** A heading with branches under it, drawn with lines. Not for several threads. */
final class Tree {
  private final String heading;
  private final List<Tree> branches = new ArrayList<>();

  Tree(String heading) {
    this.heading = heading;
  }

  /** Adds a branch and returns it. */
  Tree branch(String text) {
    Tree branch = new Tree(text);
    branches.add(branch);
    return branch;
  }

  /** Adds a branch of its own for every line of a table. */
  void table(Table table) {
    table.lines().forEach(this::branch);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(heading);
    draw(text, "");
    return text.toString();
  }

  private void draw(StringBuilder text, String indent) {
    for (int i = 0; i < branches.size(); i++) {
      boolean last = i == branches.size() - 1;
      text.append('\n').append(indent).append(last ? "└─ " : "├─ ").append(branches.get(i).heading);
      branches.get(i).draw(text, indent + (last ? "   " : "│  "));
    }
  }
}
