package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.FinishReason;
import dev.rung.v1.GenerateBatchRequest.Item;
import dev.rung.v1.GenerateChunk;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Answers one prompt, or a file of them. Answers go to the standard output, everything else beside
 * it.
 */
@Command(name = "generate", description = "Answers a prompt, as it is written, or many of a file.")
final class GenerateCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final RequestOptions request = new RequestOptions();
  @Mixin private final BatchOptions batch = new BatchOptions();
  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @Option(names = "--no-stream", description = "Print the answer when it is whole.")
  private boolean whole;

  @Option(names = "--json", description = "Print the whole response as JSON.")
  private boolean json;

  @Option(
      names = {"--verbose", "-v"},
      description = "Say who answered and why, even where no person looks.")
  private boolean verbose;

  GenerateCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    batch.check();
    if (batch.file().isPresent()) {
      return answerFile(batch.file().get());
    }
    GenerateRequest wanted = request.read(session.terminal().in());
    return daemon.run(
        session, rung.config(), Port.ROUTER, connection -> answer(connection, wanted));
  }

  private int answerFile(Path file) throws UsageException, IOException {
    List<Item> items = new ArrayList<>(new BatchFile(file, request.readForFile()).read());
    int all = items.size();
    if (batch.out().isPresent()) {
      Set<String> done = BatchResults.answered(batch.out().get());
      items.removeIf(item -> done.contains(item.getId()));
    }
    if (items.size() < all) {
      session.terminal().remark(all - items.size() + " of " + all + " were answered before");
    }
    return items.isEmpty()
        ? ExitCode.DONE
        : daemon.run(session, rung.config(), Port.ROUTER, connection -> send(connection, items));
  }

  private int send(Connection connection, List<Item> items) throws IOException {
    try (BatchResults results = BatchResults.open(batch.out(), session.terminal());
        BatchProgress progress =
            new BatchProgress(session.terminal(), System::nanoTime, items.size())) {
      new BatchSending(connection, batch, results, progress).send(items);
      return progress.failed() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private int answer(Connection connection, GenerateRequest wanted) throws IOException {
    if (json) {
      session
          .terminal()
          .println(session.terminal().shielded(Json.of(connection.router().generate(wanted))));
      return ExitCode.DONE;
    }
    return whole ? printWhole(connection, wanted) : stream(connection, wanted);
  }

  private int printWhole(Connection connection, GenerateRequest wanted) {
    GenerateResponse response = connection.router().generate(wanted);
    AnswerText text = new AnswerText(session.terminal());
    text.add(response.getText());
    text.end();
    remark(response);
    return ExitCode.DONE;
  }

  private int stream(Connection connection, GenerateRequest wanted) {
    Iterator<GenerateChunk> chunks = connection.router().generateStream(wanted);
    try (AnswerText text = new AnswerText(session.terminal())) {
      while (chunks.hasNext()) {
        GenerateChunk chunk = chunks.next();
        switch (chunk.getKindCase()) {
          case DELTA -> text.add(chunk.getDelta());
          case FINAL -> {
            text.end();
            remark(chunk.getFinal());
          }
          case TOOL_CALL_DELTA, KIND_NOT_SET -> {} // Nothing to print: no tools were offered.
        }
        if (session.terminal().readerGone()) {
          return ExitCode.FAILED;
        }
      }
    }
    return ExitCode.DONE;
  }

  private void remark(GenerateResponse response) {
    boolean cut = response.getFinishReason() == FinishReason.BUDGET;
    if (verbose || cut || session.terminal().errIsTerminal()) {
      session.terminal().remark(Footer.of(response));
    }
    if (verbose && !response.getDecision().getReason().isEmpty()) {
      session.terminal().remark(response.getDecision().getReason());
    }
  }
}
