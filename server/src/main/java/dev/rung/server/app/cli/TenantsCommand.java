package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about tenants. */
@Command(name = "tenants", description = "Tenants.", synopsisSubcommandLabel = "COMMAND")
final class TenantsCommand {}
