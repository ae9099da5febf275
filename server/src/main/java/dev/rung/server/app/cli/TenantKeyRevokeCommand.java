package dev.rung.server.app.cli;

import dev.rung.v1.RevokeTenantKeyRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a key at once. */
@Command(name = "revoke", description = "Ends a key at once; whoever shows it is turned away.")
final class TenantKeyRevokeCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final KeyDesk desk = new KeyDesk();

  @Parameters(paramLabel = "ID", description = "The part of the key between the two underscores.")
  private String id = "";

  TenantKeyRevokeCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    return desk.run(
        session,
        rung.config(),
        daemon -> {
          daemon.admin().revokeTenantKey(RevokeTenantKeyRequest.newBuilder().setKeyId(id).build());
          told();
          return ExitCode.DONE;
        },
        book -> {
          book.revoke(id);
          told();
        });
  }

  private void told() {
    session.terminal().remark("Key " + id + " is revoked.");
  }
}
