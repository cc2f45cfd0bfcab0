package dev.promissory.operations.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveLineTest {

    private static final Path FILE = Path.of("facts-0.ndjson.gz");

    @Test
    void aRecordIsALineOfJson() {
        Headers headers = new RecordHeaders().add("fact-hash", HeaderNames.text("ab12"));
        ArchivedRecord record =
                new ArchivedRecord(2, 7, 1_000, bytes("alice"), bytes("{\"v\":1}"), headers, Optional.empty());

        assertThat(new String(ArchiveLine.write(record), StandardCharsets.UTF_8))
                .isEqualTo("{\"partition\":2,\"offset\":7,\"timestamp\":1000,\"key\":\"alice\","
                        + "\"value\":\"{\\\"v\\\":1}\",\"headers\":[{\"name\":\"fact-hash\",\"value\":\"ab12\"}]}");
    }

    @Test
    void anyBytesComeBackAsTheyWere() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            Headers headers = new RecordHeaders();
            for (int header = random.nextInt(3); header > 0; header--) {
                headers.add("same name", anyBytes(random));
            }
            Optional<String> setAside = random.nextBoolean() ? Optional.of("its \"reason\"") : Optional.empty();
            ArchivedRecord record = new ArchivedRecord(
                    random.nextInt(9),
                    random.nextInt(1 << 20),
                    -1,
                    anyBytes(random),
                    anyBytes(random),
                    headers,
                    setAside);

            ArchivedRecord back = ArchiveLine.read(FILE, ArchiveLine.write(record));

            assertThat(back).usingRecursiveComparison().isEqualTo(record);
            assertThat(ArchiveLine.write(record)).doesNotContain((byte) '\n');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{}",
                "{\"partition\":-1,\"offset\":0,\"timestamp\":0,\"headers\":[]}",
                "{\"partition\":0,\"offset\":0,\"timestamp\":0,\"headers\":[],\"new\":1}",
                "{\"partition\":0,\"offset\":0,\"timestamp\":0,\"headers\":[],\"keyBase64\":\"?\"}",
                "{\"partition\":0,\"offset\":0,\"timestamp\":0,\"headers\":[],\"key\":\"a\",\"keyBase64\":\"YQ==\"}"
            })
    void whatIsNoSuchLineIsRefused(String line) {
        assertThatThrownBy(() -> ArchiveLine.read(FILE, bytes(line)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("facts-0.ndjson.gz has a line that is none of an archive: ");
    }

    private static byte[] anyBytes(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> bytes("Zoë's \u0000 🍰\n\\\"\uFFFF");
            default -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
