package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about keys of tenants. */
@Command(
    name = "keys",
    description = "Keys that callers show.",
    synopsisSubcommandLabel = "COMMAND")
final class TenantKeysCommand {}
