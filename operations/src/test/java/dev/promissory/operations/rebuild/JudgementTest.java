package dev.promissory.operations.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.processor.FoldRules;
import dev.promissory.processor.StewardFault;
import dev.promissory.processor.StewardFold;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bob has been opened, and somebody without the key says the same of alice; nothing is left of what the stewards knew. */
class JudgementTest {

    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final Duration DAY = Duration.ofDays(1);

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private StewardFold fold;
    private StewardFault unsealed;

    @BeforeEach
    void fold(@TempDir Path folder) {
        Map<String, TopicLayout.Placed> topics = new HashMap<>();
        for (Topic topic : Topic.CORE) {
            topics.put(topic.topicName(), new TopicLayout.Placed(1, new Uuid(0, topic.ordinal())));
        }
        fold = StewardFold.open(new FoldRules(Optional.of(KEY), DAY, new TopicLayout(topics), Map.of()), folder);
        assertThat(fold.fact(opened("bob", 0, true))).isEmpty();
        unsealed = fold.fact(opened("alice", 1, false)).orElseThrow();
    }

    @AfterEach
    void end() {
        fold.close();
    }

    @Test
    void whatMayBeTheNewestFactStopsIt() {
        assertThatThrownBy(() -> judge(Set.of("wallet.facts-0@0")))
                .isInstanceOf(RebuildException.class)
                .hasMessageContaining("the facts do not say what became of wallet alice")
                .hasMessageEndingWith("say so with --forged wallet.facts-0@1");
    }

    @Test
    void unlessSomebodyKnowsThatNoStewardWroteIt() {
        assertThat(judge(Set.of("wallet.facts-0@1"))).isTrue();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("left out: wallet.facts-0@1");
    }

    @Test
    void nobodysWordHelpsWhereASealedFactIsMissing() {
        StewardFault gap = new StewardFault(
                StewardFault.Kind.GAP, "wallet.facts", 0, 2, unsealed.walletId(), unsealed.sequence(), "missing");

        assertThatThrownBy(() -> judge(List.of(gap), Set.of("wallet.facts-0@2")))
                .isInstanceOf(RebuildException.class)
                .hasMessageEndingWith("missing");
    }

    private boolean judge(Set<String> forged) {
        return judge(List.of(unsealed), forged);
    }

    private boolean judge(List<StewardFault> faults, Set<String> forged) {
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new Judgement(fold, faults, forged, out).identical(Optional.empty(), DAY);
    }

    private static ConsumerRecord<byte[], byte[]> opened(String wallet, long offset, boolean sealed) {
        byte[] value = HeaderNames.text("{\"v\":1,\"type\":\"WalletOpened\",\"walletId\":\"" + wallet
                + "\",\"sequence\":1,\"commandId\":\"c\",\"at\":\"2026-11-23T08:00:00.000Z\",\"automatic\":true}");
        FactSeal seal = new Sealer(KEY).seal(FactSeal.noPreviousHash(), value);
        Headers headers = new RecordHeaders();
        if (sealed) {
            headers.add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                    .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                    .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        }
        return new ConsumerRecord<>(
                "wallet.facts",
                0,
                offset,
                1_795_000_000_000L,
                TimestampType.CREATE_TIME,
                0,
                0,
                HeaderNames.text(wallet),
                value,
                headers,
                Optional.empty());
    }
}
