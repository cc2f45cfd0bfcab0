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

/** Dead letters, read once more. */
@Command(
        name = "replay",
        description = "Write dead letters once more where they were found, each on the partition of its key, and note"
                + " that. Mend first what was wrong: a letter that still cannot be read comes back as a new one.",
        mixinStandardHelpOptions = true)
final class DeadLettersReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Parameters(paramLabel = "LETTER", arity = "0..*", description = "Names in the list.", converter = LetterName.class)
    private List<Long> names = List.of();

    @Option(names = "--all-matching", description = "All open letters that --reason and --origin leave.")
    private boolean allMatching;

    @Mixin
    private LetterFilterOptions filter;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (allMatching != names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name the letters to replay, or say --all-matching with --reason or --origin");
        }
        if (allMatching == filter.filter().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--reason and --origin go with --all-matching, which needs one of them");
        }
        RepairReport report = new RepairReport(json);
        try (DeadLetterOffice office = new DeadLetterOffice(kafkaOptions.connection())) {
            if (allMatching) {
                office.replayAll(filter.filter(), report::add);
            } else {
                office.replay(names, report::add);
            }
        }
        return report.end();
    }
}
