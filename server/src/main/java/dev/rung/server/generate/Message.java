package dev.rung.server.generate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One turn of a conversation.
 *
 * @param material whether it is something to read, such as documents, rather than something to do
 */
public record Message(Role role, List<Part> parts, boolean material) {
  public Message {
    parts = List.copyOf(parts);
  }

  public Message(Role role, List<Part> parts) {
    this(role, parts, false);
  }

  public static Message of(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)));
  }

  /** Something to read. */
  public static Message material(Role role, String text) {
    return new Message(role, List.of(new Part.Text(text)), true);
  }

  /** The text parts, joined by line feeds. */
  public String text() {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Text only) {
      return only.text();
    }
    return parts.stream()
        .filter(Part.Text.class::isInstance)
        .map(part -> ((Part.Text) part).text())
        .collect(Collectors.joining("\n"));
  }

  /** The results of tools among its parts. */
  public List<Part.Result> results() {
    return parts.stream()
        .filter(Part.Result.class::isInstance)
        .map(Part.Result.class::cast)
        .toList();
  }

  /** Whether it has parts, and every one is the result of a tool. */
  public boolean isResults() {
    return !parts.isEmpty() && parts.stream().allMatch(Part.Result.class::isInstance);
  }

  public boolean hasImage() {
    return images() > 0;
  }

  /** Whether it has no other parts than text. */
  boolean isText() {
    for (Part part : parts) {
      if (!(part instanceof Part.Text)) {
        return false;
      }
    }
    return true;
  }

  int images() {
    int images = 0;
    for (Part part : parts) {
      images += isImage(part) ? 1 : 0;
    }
    return images;
  }

  private static boolean isImage(Part part) {
    return part instanceof Part.ImageBytes || part instanceof Part.ImageUri;
  }

  /** Without the text: it is never logged. */
  @Override
  public String toString() {
    return "Message[" + role + ", " + parts.size() + " parts]";
  }
}
