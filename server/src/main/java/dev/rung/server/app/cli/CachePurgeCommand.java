package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.PurgeCacheRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes kept answers away. */
@Command(name = "purge", description = "Takes kept answers away.")
final class CachePurgeCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @ArgGroup(multiplicity = "1")
  private final Which which = new Which();

  /** One of these. */
  static final class Which {
    @Option(names = "--tenant", paramLabel = "TENANT", description = "Those of this tenant.")
    private Optional<String> tenant = Optional.empty();

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "The one that this response gave or was kept as.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--all", description = "All of them.")
    private boolean all;
  }

  CachePurgeCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    boolean blank = which.tenant.or(() -> which.id).map(String::isBlank).orElse(!which.all);
    if (blank) {
      throw new UsageException("--tenant and --id need a value; --all takes everything away");
    }
    return daemon.run(session, rung.config(), Port.ADMIN, this::purge);
  }

  private int purge(Connection connection) throws IOException {
    PurgeCacheRequest request =
        PurgeCacheRequest.newBuilder()
            .setTenant(which.tenant.orElse(""))
            .setId(which.id.orElse(""))
            .build();
    long entries = connection.admin().purgeCache(request).getEntries();
    session.terminal().println(entries == 1 ? "1 answer" : entries + " answers");
    return ExitCode.DONE;
  }
}
