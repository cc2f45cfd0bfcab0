package dev.promissory.launcher;

import dev.promissory.operations.deadletters.DeadLetterOffice;
import dev.promissory.operations.deadletters.FiledLetter;
import dev.promissory.operations.deadletters.LetterJson;
import dev.promissory.operations.deadletters.LetterText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One dead letter, whole. */
@Command(
        name = "show",
        description = "Show a dead letter: why and where it was set aside, its headers and its value.",
        mixinStandardHelpOptions = true)
final class DeadLettersShowCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Parameters(paramLabel = "LETTER", description = "Its name in the list.", converter = LetterName.class)
    private long name;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        try (DeadLetterOffice office = new DeadLetterOffice(kafkaOptions.connection())) {
            FiledLetter found = office.find(name);
            if (json.wanted()) {
                json.print(LetterJson.whole(found));
            } else {
                System.out.println(LetterText.page(found));
            }
        }
        return 0;
    }
}
