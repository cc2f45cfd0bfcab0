package dev.promissory.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.operations.deadletters.DeadLetterOffice;
import dev.promissory.operations.deadletters.LetterJson;
import dev.promissory.operations.deadletters.LetterText;
import dev.promissory.protocol.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The dead letters, one a line. */
@Command(
        name = "list",
        description = "List the dead letters that are open: name, time, where it was found, key, size, reason.",
        mixinStandardHelpOptions = true)
final class DeadLettersListCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private LetterFilterOptions filter;

    @Option(names = "--all", description = "Also those that were replayed or discarded.")
    private boolean all;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        try (DeadLetterOffice office = new DeadLetterOffice(kafkaOptions.connection())) {
            if (json.wanted()) {
                ObjectNode document = Json.object();
                ArrayNode letters = document.putArray("letters");
                office.list(filter.filter(), all, filed -> letters.add(LetterJson.summary(filed)));
                json.print(document);
            } else {
                office.list(filter.filter(), all, filed -> System.out.println(LetterText.line(filed)));
            }
        }
        return 0;
    }
}
