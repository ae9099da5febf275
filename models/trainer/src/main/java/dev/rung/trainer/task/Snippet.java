package dev.rung.trainer.task;

import java.util.List;

/** A piece of code with holes: {0} to {2} for names, {n} for a number. */
record Snippet(String text) {
  private static final List<Snippet> ALL =
      List.of(
          new Snippet("def {0}({1}, {2}):\n    return {1} + {2}"),
          new Snippet("def {0}({1}):\n    if {1} > {n}:\n        return {1}\n    return {n}"),
          new Snippet("for {0} in {1}:\n    print({0})"),
          new Snippet("{0} = [{1} for {1} in {2} if {1} > {n}]"),
          new Snippet("with open({0}) as {1}:\n    {2} = {1}.read()"),
          new Snippet("{0} = {1}.get({2})\nif {0} is None:\n    {0} = {n}"),
          new Snippet("int {0} = {n};\nint {1} = {0} + {n};"),
          new Snippet("int {0}(int {1}, int {2}) {\n  return {1} * {2};\n}"),
          new Snippet("for (int {0} = 0; {0} < {1}; {0}++) {\n  {2} += {0};\n}"),
          new Snippet("if ({0} == null) {\n  {0} = {1}({2});\n}"),
          new Snippet("String {0} = {1}.toString();\nreturn {0};"),
          new Snippet("const {0} = {1}.map({2} => {2} * {n});"),
          new Snippet("let {0} = {n};\nwhile ({0} < {1}) {\n  {0} += {2};\n}"),
          new Snippet("function {0}({1}) {\n  return {1}.length > {n};\n}"),
          new Snippet("const { {0}, {1} } = {2};"),
          new Snippet("{0} := {1}({2}, {n})"),
          new Snippet("func {0}({1} int) int {\n\treturn {1} + {n}\n}"),
          new Snippet("fn {0}({1}: i32) -> i32 {\n    {1} + {n}\n}"),
          new Snippet("let mut {0} = {1};\n{0} += {2};"),
          new Snippet("SELECT {0}, {1} FROM {2} WHERE {0} > {n};"),
          new Snippet("UPDATE {0} SET {1} = {n} WHERE {2} = {n};"),
          new Snippet("{0}={n}\necho ${0} | grep {1}"),
          new Snippet("print({0} + {1} - {2})"),
          new Snippet("return {0}({1}, {0}({2}, {n}));"));

  static Snippet any(Draw draw) {
    return draw.of(ALL);
  }

  /** A name that the code does not already use. */
  String freeName(Draw draw) {
    while (true) {
      String name = Vocabulary.name(draw);
      if (!text.contains(name)) {
        return name;
      }
    }
  }

  /** Different names that it has room for. */
  int names() {
    return text.contains("{2}") ? 3 : 2;
  }

  /** The code with its holes filled. */
  String with(List<String> names, int number) {
    String filled = text;
    for (int i = 0; i < names.size(); i++) {
      filled = filled.replace("{" + i + "}", names.get(i));
    }
    return filled.replace("{n}", Integer.toString(number));
  }
}
