package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about decisions. */
@Command(
    name = "route",
    description = "What Rung decides, and why.",
    synopsisSubcommandLabel = "COMMAND")
final class RouteCommand {}
