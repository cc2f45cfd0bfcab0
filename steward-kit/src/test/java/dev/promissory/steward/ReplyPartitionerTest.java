package dev.promissory.steward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.HeaderNames;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyPartitionerTest {

    private static final Optional<Set<Integer>> BY_KEY = Optional.empty();

    @Test
    void anAnswerGoesWhereItsAskerReads() {
        assertThat(partitionsFor("0")).contains(Set.of(0));
        assertThat(partitionsFor("3")).contains(Set.of(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "999999",
                "1000000",
                "2147483648",
                "99999999999999999999",
                "-1",
                "+1",
                "",
                " 1",
                "1\n",
                "one",
                "1.0",
                "٣",
                "0x1"
            })
    void aPartitionThatDoesNotExistIsIgnored(String named) {
        assertThat(partitionsFor(named)).isEqualTo(BY_KEY);
    }

    @Test
    void whoNamesNoneGetsTheKeys() {
        assertThat(partitionsFor(new RecordHeaders())).isEqualTo(BY_KEY);
        assertThat(partitionsFor(new RecordHeaders().add("reply-partition", null)))
                .isEqualTo(BY_KEY);
        assertThat(partitionsFor(new RecordHeaders().add("reply-partition", new byte[] {(byte) 0xFF, 0})))
                .isEqualTo(BY_KEY);
    }

    private static Optional<Set<Integer>> partitionsFor(String named) {
        return partitionsFor(new RecordHeaders().add("reply-partition", HeaderNames.text(named)));
    }

    private static Optional<Set<Integer>> partitionsFor(Headers headers) {
        OptionalInt named = Asker.of(headers).partition();
        return new ReplyPartitioner()
                .partitions("wallet.outcomes", new byte[] {1}, new Outgoing(new byte[] {2}, named), 4);
    }
}
