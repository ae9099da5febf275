package dev.rung.server.app.cli;

import picocli.CommandLine.Command;

/** Commands about keys of providers. */
@Command(name = "keys", description = "Keys of providers.", synopsisSubcommandLabel = "COMMAND")
final class KeysCommand {}
