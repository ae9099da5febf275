package dev.rung.trainer.task;

import java.util.ArrayList;
import java.util.List;

/** The empty comment that belongs before or into a function. */
final class CommentTask implements Task {
  private static final List<String> TYPES =
      List.of("int", "String", "long", "boolean", "double", "List<String>");

  @Override
  public String name() {
    return "comment";
  }

  @Override
  public Example example(Draw draw) {
    String function = draw.of(NameStyle.CAMEL, NameStyle.SNAKE).write(Vocabulary.nameWords(draw));
    List<String> parameters =
        draw.different(draw.between(0, 3), () -> Vocabulary.word(draw)).stream().toList();
    return switch (draw.between(0, 2)) {
      case 0 -> python(draw, function, parameters);
      case 1 -> java(draw, function, parameters);
      default -> javascript(draw, function, parameters);
    };
  }

  private Example python(Draw draw, String function, List<String> parameters) {
    StringBuilder stub = new StringBuilder("\"\"\"TODO: describe " + function + ".\n");
    if (!parameters.isEmpty()) {
      stub.append("\nArgs:\n");
      parameters.forEach(parameter -> stub.append("    ").append(parameter).append(": TODO\n"));
    }
    String instruction =
        draw.of("Write a docstring stub for", "Add a docstring stub", "Docstring stub for");
    return new Example(
        name(),
        Asking.with(
            draw, instruction, "def " + function + "(" + String.join(", ", parameters) + "):"),
        stub.append("\"\"\"").toString());
  }

  private Example java(Draw draw, String function, List<String> parameters) {
    String returned = draw.percent(30) ? "void" : draw.of(TYPES);
    List<String> declared = new ArrayList<>();
    parameters.forEach(parameter -> declared.add(draw.of(TYPES) + " " + parameter));
    String instruction =
        draw.of("Write a Javadoc stub for", "Add a Javadoc stub", "Javadoc stub for");
    return new Example(
        name(),
        Asking.with(
            draw, instruction, returned + " " + function + "(" + String.join(", ", declared) + ")"),
        block(function, parameters, !returned.equals("void")));
  }

  private Example javascript(Draw draw, String function, List<String> parameters) {
    String instruction =
        draw.of("Write a JSDoc stub for", "Add a JSDoc comment stub", "JSDoc stub for");
    return new Example(
        name(),
        Asking.with(
            draw, instruction, "function " + function + "(" + String.join(", ", parameters) + ")"),
        block(function, parameters, true));
  }

  private static String block(String function, List<String> parameters, boolean returns) {
    StringBuilder stub = new StringBuilder("/**\n * TODO: describe " + function + ".\n");
    if (!parameters.isEmpty() || returns) {
      stub.append(" *\n");
    }
    parameters.forEach(parameter -> stub.append(" * @param ").append(parameter).append(" TODO\n"));
    if (returns) {
      stub.append(" * @return TODO\n");
    }
    return stub.append(" */").toString();
  }
}
