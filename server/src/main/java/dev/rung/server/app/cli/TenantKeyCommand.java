package dev.rung.server.app.cli;

import dev.rung.server.tenant.KeyException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** Does something with keys of tenants: at the daemon, or in the state of one that is down. */
abstract class TenantKeyCommand implements Callable<Integer> {
  final Session session;
  private final RungCommand rung;

  @Mixin private final KeyDesk desk = new KeyDesk();

  TenantKeyCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    check();
    return desk.run(
        session,
        rung.config(),
        daemon -> {
          ask(daemon);
          return ExitCode.DONE;
        },
        this::write);
  }

  /** What can be seen to be wrong before anybody is asked. */
  void check() throws UsageException {}

  abstract void ask(Connection daemon) throws IOException;

  abstract void write(KeyBook book) throws KeyException, IOException;
}
