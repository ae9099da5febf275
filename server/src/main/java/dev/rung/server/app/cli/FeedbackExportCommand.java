package dev.rung.server.app.cli;

import com.google.protobuf.util.JsonFormat;
import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.ExportFeedbackRequest;
import dev.rung.v1.FeedbackRecord;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes every verdict and what is known of its answer to a file, a line each. */
@Command(
    name = "export",
    description = "Writes verdicts and what is known of their answers; no prompt, no answer.")
final class FeedbackExportCommand implements Callable<Integer> {
  private static final JsonFormat.Printer LINE =
      JsonFormat.printer()
          .preservingProtoFieldNames()
          .alwaysPrintFieldsWithNoPresence()
          .omittingInsignificantWhitespace();

  private final Session session;
  private final RungCommand rung;

  @Parameters(paramLabel = "FILE.jsonl", description = "Where they go; replaced if it is there.")
  private Path file = Path.of("");

  @Option(names = "--tenant", paramLabel = "NAME", description = "Of this tenant alone.")
  private String tenant = "";

  @Mixin private final CallOptions call = new CallOptions();

  FeedbackExportCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    Destination.check(file);
    return call.run(session, rung.config(), Port.ADMIN, this::export);
  }

  private int export(Connection connection) throws IOException {
    Iterator<FeedbackRecord> records =
        connection
            .admin()
            .exportFeedback(ExportFeedbackRequest.newBuilder().setTenant(tenant).build());
    // Whether the call is taken at all shows before an earlier file is replaced.
    boolean any = records.hasNext();
    long count = 0;
    try (Writer out = Files.newBufferedWriter(file)) {
      while (any && records.hasNext()) {
        out.write(LINE.print(records.next()));
        out.write('\n');
        count++;
      }
    }
    session.terminal().remark(count + " verdicts in " + file);
    return ExitCode.DONE;
  }
}
