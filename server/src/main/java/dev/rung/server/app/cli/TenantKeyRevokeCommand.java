package dev.rung.server.app.cli;

import dev.rung.server.tenant.KeyException;
import dev.rung.v1.RevokeTenantKeyRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a key at once. */
@Command(name = "revoke", description = "Ends a key at once; whoever shows it is turned away.")
final class TenantKeyRevokeCommand extends TenantKeyCommand {
  @Parameters(paramLabel = "ID", description = "The part of the key between the two underscores.")
  private String id = "";

  TenantKeyRevokeCommand(Session session, RungCommand rung) {
    super(session, rung);
  }

  @Override
  void ask(Connection daemon) {
    daemon.admin().revokeTenantKey(RevokeTenantKeyRequest.newBuilder().setKeyId(id).build());
    told();
  }

  @Override
  void write(KeyBook book) throws KeyException {
    book.revoke(id);
    told();
  }

  private void told() {
    session.terminal().remark("Key " + id + " is revoked.");
  }
}
