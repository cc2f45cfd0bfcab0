package dev.promissory.operations.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.WalletId;
import dev.promissory.processor.FoldRules;
import dev.promissory.processor.StewardFault;
import dev.promissory.processor.StewardFault.Kind;
import dev.promissory.processor.StewardFold;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Garbage, however much of it, hides nothing that must stop a rebuild. */
class FaultsTest {

    private static final int MUCH = 2_000;

    @TempDir
    private Path folder;

    private final Faults faults = new Faults();
    private StewardFold fold;

    @BeforeEach
    void open() {
        Map<String, TopicLayout.Placed> topics = new HashMap<>();
        for (Topic topic : Topic.CORE) {
            topics.put(topic.topicName(), new TopicLayout.Placed(1, new Uuid(1, topic.ordinal())));
        }
        fold = StewardFold.open(
                new FoldRules(Optional.empty(), Duration.ofHours(1), new TopicLayout(topics), Map.of()), folder);
    }

    @AfterEach
    void close() {
        fold.close();
    }

    @Test
    void aGapBehindGarbageIsKept() {
        garbage();
        StewardFault gap = fault(Kind.GAP, MUCH, 7);
        faults.note(gap, fold);

        assertThat(faults.all()).contains(gap).hasSizeLessThan(MUCH);
    }

    @Test
    void aRecordThatMayBeItsWalletsNextFactSpoiltIsKept() {
        garbage();
        StewardFault next = fault(Kind.NOT_SEALED, MUCH, 1);
        faults.note(next, fold);

        assertThat(faults.all()).contains(next).hasSizeLessThan(MUCH);
    }

    private void garbage() {
        for (int offset = 0; offset < MUCH; offset++) {
            faults.note(fault(Kind.NOT_SEALED, offset, 9), fold);
        }
    }

    private static StewardFault fault(Kind kind, long offset, long sequence) {
        return new StewardFault(
                kind,
                Topic.FACTS.topicName(),
                0,
                offset,
                Optional.of(new WalletId("alice")),
                OptionalLong.of(sequence),
                "for a test");
    }
}
