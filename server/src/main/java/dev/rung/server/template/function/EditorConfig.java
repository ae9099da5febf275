package dev.rung.server.template.function;

import java.util.Optional;

/** An .editorconfig, also with a part for the language in "language" or "target". */
final class EditorConfig implements TemplateFunction {
  private static final String FOR_ALL =
      """
      root = true

      [*]
      charset = utf-8
      end_of_line = lf
      insert_final_newline = true
      trim_trailing_whitespace = true
      indent_style = space
      indent_size = 4
      """;

  private static final String FOR_SOME =
      """

      [*.{json,yaml,yml}]
      indent_size = 2

      [*.md]
      trim_trailing_whitespace = false

      [{Makefile,*.mk}]
      indent_style = tab\
      """;

  @Override
  public Optional<String> answer(Arguments arguments) {
    boolean isForAny = arguments.get("language").isEmpty() && arguments.get("target").isEmpty();
    Optional<String> part =
        isForAny
            ? Optional.of("")
            : Boilerplate.language(arguments)
                .filter(Language::hasIndentation)
                .map(EditorConfig::part);
    return part.map(own -> ShippedText.fenced("`.editorconfig`", "ini", FOR_ALL + own + FOR_SOME));
  }

  private static String part(Language language) {
    String endings = String.join(",", language.endings());
    String files = language.endings().size() == 1 ? endings : "{" + endings + "}";
    String style =
        language.indentation().equals("tab")
            ? "indent_style = tab\n"
            : "indent_size = " + language.indentation() + "\n";
    return "\n[*." + files + "]\n" + style;
  }
}
