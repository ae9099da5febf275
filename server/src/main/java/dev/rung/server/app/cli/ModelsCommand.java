package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about models. */
@Command(name = "models", description = "What can answer.", synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand {}
