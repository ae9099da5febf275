package dev.rung.server.app.cli;

import dev.rung.server.config.ByteSizes;
import dev.rung.server.config.Manifest;
import dev.rung.server.models.Library;
import dev.rung.server.models.PullRequest;
import dev.rung.server.models.Pulled;
import dev.rung.server.models.PulledFile;
import dev.rung.server.models.PulledFiles;
import dev.rung.server.models.UnknownModelException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a checkpoint; needs no daemon. */
@Command(
    name = "pull",
    description = {
      "Fetches a checkpoint from a Hugging Face hub, checks it, and puts it into the models folder.",
      "Run again, it goes on where it stopped, or fetches what is damaged.",
      "HF_ENDPOINT names another hub or a mirror, HF_TOKEN the token for gated models."
    })
final class ModelsPullCommand implements Callable<Integer> {
  private static final int SHORT_COMMIT = 12;

  private final Session session;
  private final RungCommand rung;

  @Parameters(
      paramLabel = "MODEL",
      description = "A name that 'rung models list' shows, such as phi-2, or a hub id, OWNER/NAME.")
  private String model = "";

  @Option(
      names = "--revision",
      paramLabel = "REVISION",
      description = "A branch, a tag or a commit. Usually the manifest's, or main.")
  private Optional<String> revision = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "The folder that the checkpoint will be. Usually one in the models folder.")
  private Optional<Path> to = Optional.empty();

  ModelsPullCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    Library library = session.library(rung.config());
    PullRequest request = request(library);
    request.manifest().ifPresent(this::tellLicence);
    Pulled pulled = pull(library, request);
    tell(pulled);
    Library.unsupported(pulled.folder())
        .ifPresent(why -> session.terminal().remark("This version cannot run it: " + why));
    return ExitCode.DONE;
  }

  private PullRequest request(Library library) throws UsageException {
    try {
      return library.request(model, revision, to);
    } catch (UnknownModelException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private Pulled pull(Library library, PullRequest request) throws IOException {
    try (ProgressLine line = new ProgressLine(session.terminal(), System::nanoTime)) {
      Thread goodbye = new Thread(() -> stopped(line), "stopped");
      Runtime.getRuntime().addShutdownHook(goodbye);
      try {
        return library.pull(request, line);
      } finally {
        remove(goodbye);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the pull was interrupted");
    }
  }

  private void stopped(ProgressLine line) {
    line.close();
    session.terminal().remark("Stopped. What came is kept: the same command goes on from there.");
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      return;
    }
  }

  private void tellLicence(Manifest manifest) {
    String where = manifest.licenceUrl().map(url -> ", " + url).orElse("");
    session
        .terminal()
        .remark(manifest.hubId() + " is under this licence: " + manifest.licence() + where);
  }

  private void tell(Pulled pulled) {
    PulledFiles files = pulled.files();
    long bytes = files.files().stream().mapToLong(PulledFile::size).sum();
    String commit = files.commit().substring(0, Math.min(SHORT_COMMIT, files.commit().length()));
    String what =
        "%s: %s, %s, %s at %s"
            .formatted(
                pulled.folder(),
                Show.files(files.files().size()),
                ByteSizes.text(bytes),
                files.hubId(),
                commit);
    session
        .terminal()
        .println(
            session
                .terminal()
                .shielded(what + (pulled.fetched() ? "" : " (complete before, nothing fetched)")));
  }
}
