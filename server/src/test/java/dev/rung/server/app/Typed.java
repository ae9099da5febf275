package dev.rung.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.app.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command came to that was typed where nobody reads along, as in a script.
 *
 * @param code that it ended with
 * @param out what it printed
 * @param err what it said on the standard error
 */
record Typed(int code, String out, String err) {
  /** Runs a command as the program does, which flushes what it prints by itself. */
  static Typed in(Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, false, UTF_8),
            new PrintStream(err, true, UTF_8),
            false,
            false);
    int code = Main.run(terminal, environment, arguments);
    return new Typed(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
