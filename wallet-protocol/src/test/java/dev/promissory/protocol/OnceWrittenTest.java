package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Occasion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What nobody writes any more and somebody may still keep. When the approved shape of a fact or a message changes, the
 * old file moves to the folder {@code once-written}, and what must be read from it is said here: for ever.
 */
class OnceWrittenTest {

    private static final Path FOLDER = Path.of("src/test/resources/once-written");

    private static final Map<String, Object> READ = Map.of("message.PromiseMade.before-reversals.json", before());

    @Test
    void everyShapeThatWasEverWrittenIsStillRead() throws IOException {
        for (Map.Entry<String, Object> shape : READ.entrySet()) {
            assertThat(reader(shape.getKey()).apply(Files.readAllBytes(FOLDER.resolve(shape.getKey()))))
                    .as(shape.getKey())
                    .isEqualTo(shape.getValue());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(READ.keySet());
        }
    }

    private static Function<byte[], Object> reader(String file) {
        return file.startsWith("fact.") ? FactJson::read : MessageJson::read;
    }

    /** Promises said nothing of what they reverse, since nothing could be reversed. */
    private static PromiseMade before() {
        PromiseMade today = (PromiseMade) Samples.messages().get("PromiseMade.with-memo");
        return new PromiseMade(
                today.promiseId(), today.legs(), today.commandId(), today.promisedAt(), today.memo(), Occasion.NONE);
    }
}
