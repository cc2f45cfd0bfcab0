package dev.promissory.launcher;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Promises that do not end. */
@Command(
        name = "promises",
        description = "Find the promises that do not end, and make them.",
        mixinStandardHelpOptions = true,
        subcommands = {PromisesStuckCommand.class, PromisesResendCommand.class})
final class PromisesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: stuck or resend");
    }
}
