package dev.promissory.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Derived state, worked out anew from the facts. */
@Command(
        name = "rebuild",
        description = "Work out derived state anew from the facts, while everything runs.",
        mixinStandardHelpOptions = true,
        subcommands = {RebuildProcessorCommand.class})
final class RebuildCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to rebuild; promissory rebuild --help lists it");
    }
}
