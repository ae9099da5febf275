package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about answers that are kept. */
@Command(
    name = "cache",
    description = "Answers that are kept.",
    synopsisSubcommandLabel = "COMMAND")
final class CacheCommand {}
