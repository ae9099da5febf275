package dev.rung.server.app.cli;

import dev.rung.local.runtime.MeasuredPerplexity;
import dev.rung.server.config.ByteSizes;
import dev.rung.server.models.Library;
import dev.rung.server.models.PulledFiles;
import dev.rung.server.models.UnknownModelException;
import dev.rung.server.models.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks checkpoints byte by byte; needs no daemon. */
@Command(
    name = "verify",
    description = {
      "Reads every byte of a checkpoint and compares it with what was fetched.",
      "Ends with 1 when anything is wrong; each fault is a line."
    })
final class ModelsVerifyCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(
      paramLabel = "MODEL",
      arity = "0..1",
      description = "A checkpoint's name, its hub id, or its folder. Without it: every one.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--perplexity",
      description = {
        "Also measure how well it foretells a short text, in bf16 and in int8 one after the other;"
            + " minutes for a large model.",
        "Where int8 is as good, it is chosen from then on where no precision is configured."
      })
  private boolean perplexity;

  ModelsVerifyCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    Library library = session.library(rung.config());
    List<String> names = model.isPresent() ? List.of(model.get()) : library.present();
    if (names.isEmpty()) {
      println(
          "There is no checkpoint in %s: 'rung models pull phi-2' fetches one."
              .formatted(library.folder()));
    }
    boolean sound = true;
    for (String name : names) {
      sound &= verify(library, name) && (!perplexity || measure(library, name));
    }
    return sound ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean verify(Library library, String name) throws UsageException, IOException {
    Verification found;
    try (ProgressLine line = new ProgressLine(session.terminal(), System::nanoTime)) {
      found = library.verify(name, line);
    } catch (UnknownModelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    if (found.isSound()) {
      println(found.name() + ": " + sound(found));
    }
    found.faults().forEach(fault -> println(found.name() + ": " + fault));
    if (!found.isSound()) {
      found
          .record()
          .map(PulledFiles::hubId)
          .ifPresent(id -> session.terminal().remark("'rung models pull " + id + "' repairs it."));
    }
    return found.isSound();
  }

  private boolean measure(Library library, String name) throws UsageException, IOException {
    try {
      MeasuredPerplexity measured =
          library.perplexity(name, at -> session.terminal().remark(name + ": " + at));
      double bf16 = measured.values().getOrDefault("bf16", Double.NaN);
      double int8 = measured.values().getOrDefault("int8", Double.NaN);
      boolean exact = measured.isInt8Exact();
      println(
          "%s: perplexity %s in bf16, %s in int8 (%s times as much): %s"
              .formatted(
                  name,
                  Show.fixed(bf16, 3),
                  Show.fixed(int8, 3),
                  Show.fixed(int8 / bf16, 4),
                  exact
                      ? "int8 is chosen where the CPU is fast at it"
                      : "int8 is chosen only where it is configured"));
      return true;
    } catch (UnknownModelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String sound(Verification found) {
    return found
        .record()
        .map(record ->
            "sound, %s, %s as fetched from %s"
                .formatted(
                    Show.files(record.files().size()),
                    ByteSizes.text(found.bytes()),
                    record.hubId()))
        .orElse("can be read; there is no record of a pull to compare it with");
  }

  private void println(String text) {
    session.terminal().println(session.terminal().shielded(text));
  }
}
