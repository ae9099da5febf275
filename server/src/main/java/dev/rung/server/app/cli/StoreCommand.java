package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about what a daemon keeps. */
@Command(
    name = "store",
    description = "What the daemon keeps on the disk.",
    synopsisSubcommandLabel = "COMMAND")
final class StoreCommand {}
