package dev.promissory.launcher;

import dev.promissory.kit.DamagedStateException;
import dev.promissory.kit.PortInUseException;
import dev.promissory.operations.rebuild.RebuildException;
import dev.promissory.operations.scratch.CalledOffException;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.TopicMismatchException;
import dev.promissory.rates.BadRateFileException;
import dev.promissory.rates.NoRatesException;
import dev.promissory.reactions.LostPositionException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. What an operator can mend is said in a line; everything else comes with its stack trace. */
@Command(
        name = "promissory",
        description = "A wallet system on Kafka Streams whose services make promises about money and keep them.",
        mixinStandardHelpOptions = true,
        version = "Promissory 0.1.0",
        subcommands = {
            RunCommand.class,
            GatewayCommand.class,
            ProcessorCommand.class,
            ViewsCommand.class,
            MintCommand.class,
            RatesCommand.class,
            RebuildCommand.class,
            AuditCommand.class,
            DeadLettersCommand.class,
            PromisesCommand.class,
            ExportCommand.class,
            ImportCommand.class
        },
        footer = {
            "",
            "Every option can also be given as an environment variable: --kafka-port as PROMISSORY_KAFKA_PORT.",
            "The start script knows more: ./promissory kafka | bench | build | test."
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Carriers.enough(Runtime.getRuntime().availableProcessors());
        System.exit(commandLine().execute(arguments));
    }

    /** For whoever calls it without a process of its own; tools print to standard output and standard error all the same. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setDefaultValueProvider(new EnvironmentDefaults(System.getenv()));
        commandLine.setExecutionExceptionHandler(Main::explain);
        commandLine.setParameterExceptionHandler(Main::explain);
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command; --help lists them");
    }

    private static int explain(ParameterException problem, String[] arguments) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println("promissory: " + problem.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception problem, CommandLine commandLine, CommandLine.ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (isForTheOperator(problem)) {
            err.println("promissory: " + problem.getMessage());
        } else {
            problem.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isForTheOperator(Exception problem) {
        return problem instanceof LaunchException
                || problem instanceof PortInUseException
                || problem instanceof TopicMismatchException
                || problem instanceof KafkaUnavailableException
                || problem instanceof DamagedStateException
                || problem instanceof RebuildException
                || problem instanceof CalledOffException
                || problem instanceof LostPositionException
                || problem instanceof BadRateFileException
                || problem instanceof NoRatesException
                || problem instanceof IllegalArgumentException;
    }
}
