package dev.rung.local.tokenizer;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a checkpoint puts around every text, such as one for its beginning.
 *
 * @param before ids
 * @param after ids
 */
record Frame(List<Integer> before, List<Integer> after) {
  static final Frame NONE = new Frame(List.of(), List.of());

  Frame {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Reads the post-processor of a file: a template, or several parts of which one may be one.
   *
   * @throws InferenceException when it is no template that is known
   */
  static Frame of(Json.Table processor) throws InferenceException {
    return switch (text(processor, "type")) {
      case "ByteLevel" -> NONE; // Offsets only.
      case "TemplateProcessing" -> template(processor);
      case "Sequence" -> {
        Frame frame = NONE;
        for (Json part : list(processor, "processors")) {
          frame = frame.around(of(table(part)));
        }
        yield frame;
      }
      default -> throw fault();
    };
  }

  private Frame around(Frame later) {
    List<Integer> first = new ArrayList<>(later.before);
    first.addAll(before);
    List<Integer> last = new ArrayList<>(after);
    last.addAll(later.after);
    return new Frame(first, last);
  }

  private static Frame template(Json.Table processor) throws InferenceException {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    boolean seen = false;
    for (Json piece : list(processor, "single")) {
      Json.Table table = table(piece);
      if (table.fields().containsKey("Sequence")) {
        seen = true;
      } else {
        String name = text(table(table.fields().get("SpecialToken")), "id");
        Json.Table special =
            table(table(processor.fields().get("special_tokens")).fields().get(name));
        (seen ? after : before).addAll(ids(list(special, "ids")));
      }
    }
    return new Frame(before, after);
  }

  private static List<Integer> ids(List<Json> values) throws InferenceException {
    List<Integer> ids = new ArrayList<>();
    for (Json value : values) {
      if (!(value instanceof Json.Figure(String digits)) || !digits.matches("\\d{1,8}")) {
        throw fault();
      }
      ids.add(Integer.parseInt(digits));
    }
    return ids;
  }

  private static Json.Table table(@Nullable Json value) throws InferenceException {
    if (value instanceof Json.Table table) {
      return table;
    }
    throw fault();
  }

  private static List<Json> list(Json.Table table, String name) throws InferenceException {
    if (table.fields().get(name) instanceof Json.Sequence(List<Json> values)) {
      return values;
    }
    throw fault();
  }

  private static String text(Json.Table table, String name) {
    return table.fields().get(name) instanceof Json.Text(String text) ? text : "";
  }

  private static InferenceException fault() {
    return FolderFile.fault(TokenizerFile.NAME, "has a post_processor that is not as expected");
  }

  /** The ids with those around them. */
  int[] put(int... ids) {
    return IntStream.concat(
            before.stream().mapToInt(id -> id),
            IntStream.concat(IntStream.of(ids), after.stream().mapToInt(id -> id)))
        .toArray();
  }
}
