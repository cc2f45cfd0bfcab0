package dev.promissory.benchmarks;

import dev.promissory.benchmarks.profile.Profile;
import dev.promissory.benchmarks.wallets.NotOursException;
import dev.promissory.benchmarks.wallets.UnansweredException;
import dev.promissory.benchmarks.yardstick.Restore;
import dev.promissory.benchmarks.yardstick.Series;
import dev.promissory.benchmarks.yardstick.Yardstick;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Measures a running system over HTTP, or parts of it on a broker. Every run is bounded and says how it was done. */
@Command(
        name = "bench",
        description = "Measure a running system over HTTP, or parts of it on a broker.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Transfers.class,
            Deposits.class,
            Hot.class,
            Batch.class,
            Queries.class,
            Past.class,
            CleanUp.class,
            Yardstick.class,
            Series.class,
            Restore.class,
            Costs.class,
            Profile.class
        })
public final class Bench implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Bench::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a benchmark; --help lists them");
    }

    /** What the user can mend is said in a line; everything else comes with its stack trace. */
    private static int explain(Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
        if (problem instanceof NotOursException || problem instanceof IllegalArgumentException) {
            commandLine.getErr().println("bench: " + problem.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (problem instanceof UnansweredException) {
            commandLine.getErr().println("bench: " + problem.getMessage());
        } else {
            problem.printStackTrace(commandLine.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
