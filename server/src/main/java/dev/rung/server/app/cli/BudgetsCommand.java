package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about what may be spent. */
@Command(name = "budgets", description = "What may be spent.", synopsisSubcommandLabel = "COMMAND")
final class BudgetsCommand {}
