package dev.promissory.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is derived, derived anew. */
@Command(
        name = "rebuild",
        description = "Work out anew, from the facts, what is derived from them.",
        mixinStandardHelpOptions = true,
        subcommands = {RebuildViewsCommand.class})
final class RebuildCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to rebuild; --help lists it");
    }
}
