package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about the trained classifier. */
@Command(
    name = "classifier",
    description = "How difficulty is found: figures, reasons, training.",
    synopsisSubcommandLabel = "COMMAND")
final class ClassifierCommand {}
