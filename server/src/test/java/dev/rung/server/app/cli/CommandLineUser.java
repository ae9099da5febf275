package dev.rung.server.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Somebody who types commands: gives them input and variables, and keeps what they print. */
final class CommandLineUser {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private final LocalDaemon.Starter starter;
  private Rehearsal.Source rehearsals =
      (file, variables) -> {
        throw new IllegalStateException("no rehearsal is scripted");
      };
  private Session.LibrarySource libraries =
      (file, variables) -> {
        throw new IllegalStateException("no library is scripted");
      };
  private final StateFiles.Source states =
      (file, variables) -> {
        throw new IllegalStateException("no state is scripted");
      };
  private final KeyBook.Source keyBooks =
      (file, variables) -> {
        throw new IllegalStateException("no state is scripted");
      };
  private DaemonAddresses.Source addresses =
      (file, variables) ->
          new DaemonAddresses("127.0.0.1:50051", "127.0.0.1:50052", Optional.empty());
  private byte[] input = {};
  private boolean person;

  /**
   * @param starter what starts when no daemon is asked
   */
  CommandLineUser(LocalDaemon.Starter starter) {
    this.starter = starter;
  }

  /** Sits at a terminal, instead of being a script that reads pipes. */
  CommandLineUser atATerminal() {
    person = true;
    return this;
  }

  CommandLineUser variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  CommandLineUser libraries(Session.LibrarySource source) {
    libraries = source;
    return this;
  }

  CommandLineUser addresses(DaemonAddresses.Source source) {
    addresses = source;
    return this;
  }

  CommandLineUser input(String text) {
    return input(text.getBytes(UTF_8));
  }

  CommandLineUser input(byte[] bytes) {
    input = bytes;
    return this;
  }

  /** Runs a command and returns its exit code. */
  int types(String... arguments) {
    return types(out, arguments);
  }

  /** The same with a reader of its own for the standard output. */
  int types(OutputStream reader, String... arguments) {
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input),
            new PrintStream(reader, false, UTF_8),
            new PrintStream(err, true, UTF_8),
            person,
            person);
    return new Cli(
            new Session(
                terminal, environment, starter, libraries, rehearsals, states, keyBooks, addresses))
        .run(arguments);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }
}
