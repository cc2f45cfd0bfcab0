package dev.promissory.launcher;

import dev.promissory.operations.deadletters.DeadLetterOffice;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dead letters, done with. */
@Command(
        name = "discard",
        description = "Note that dead letters need nothing more, and why. They stay where they are.",
        mixinStandardHelpOptions = true)
final class DeadLettersDiscardCommand implements Callable<Integer> {

    private static final int MAX_REASON_LENGTH = 1_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Parameters(paramLabel = "LETTER", arity = "1..*", description = "Names in the list.", converter = LetterName.class)
    private List<Long> names;

    @Option(names = "--because", paramLabel = "TEXT", required = true, description = "Why, for whoever asks later.")
    private String because;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (because.isBlank() || because.length() > MAX_REASON_LENGTH) {
            throw new ParameterException(spec.commandLine(), "--because has 1 to " + MAX_REASON_LENGTH + " characters");
        }
        RepairReport report = new RepairReport(json);
        try (DeadLetterOffice office = new DeadLetterOffice(kafkaOptions.connection())) {
            office.discard(names, because, report::add);
        }
        return report.end();
    }
}
