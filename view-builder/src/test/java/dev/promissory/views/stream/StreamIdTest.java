package dev.promissory.views.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamIdTest {

    @Test
    void carriesThePositionsOfAllPartitions() {
        Map<Integer, Long> position = new TreeMap<>(Map.of(0, 12L, 3, 0L, 23, 999_999_999_999L));

        assertThat(StreamId.read(StreamId.of(position))).contains(position);
    }

    @Test
    void canStandInAHeader() {
        assertThat(StreamId.of(new TreeMap<>(Map.of(0, 1L, 1, 2L)))).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "facts",
                "facts ",
                "facts 0",
                "facts 0:",
                "facts :1",
                "facts 0:-1",
                "facts -1:0",
                "facts 0:1,",
                "facts 0:01",
                "facts 1:0,0:0",
                "facts 0:1,0:1",
                "facts 4294967296:1",
                "facts 0:9999999999999999999",
                "facts 0:1 ",
                "wallets 0:1"
            })
    void refusesWhatNoStreamHasGivenOut(String text) {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(StreamId.read(id)).isEmpty();
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(StreamId.read("?")).isEmpty();
        assertThat(StreamId.read(StreamId.of(Map.of(0, 1L)) + "=")).isEmpty();
    }
}
