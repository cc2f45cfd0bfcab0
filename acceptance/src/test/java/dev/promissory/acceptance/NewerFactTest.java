package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fact of a version to come: sealed, it ends the process with a word to the operator; typed, it changes nothing. */
class NewerFactTest {

    private static final String NEWER =
            "{\"v\":2,\"type\":\"MoneyDeposited\",\"walletId\":\"alice\",\"sequence\":3,\"sum\":\"1.00\"}";

    @Test
    void onlyOneThatNewerStewardsSealedStopsTheViews(@TempDir Path data) throws Exception {
        try (Promissory promissory = Promissory.run(data, "--mint", "false");
                KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            promissory.api().deposit("alice", "1.00", "EUR").expect(201);
            ConsumerRecord<byte[], byte[]> last = desk.read(Topic.FACTS).getLast();

            desk.send(fact(new RecordHeaders())).get();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> promissory.api().get("/wallets/alice").text().contains("\"state\":\"forged\""));

            byte[] previous =
                    HeaderNames.readHex(last.headers(), HeaderNames.FACT_HASH).orElseThrow();
            FactSeal seal = new Sealer(SigningKey.load(data.resolve("signing.key"))).seal(previous, bytes());
            desk.send(fact(new RecordHeaders()
                            .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                            .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(previous))
                            .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()))))
                    .get();

            assertThat(promissory.process().awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(promissory.process().output())
                    .contains("promissory: the views stopped: the fact of alice at wallet.facts-")
                    .contains("is newer than this service: v is 2, and the newest version known here is 1;"
                            + " update this service first");
        }
    }

    private static ProducerRecord<byte[], byte[]> fact(Headers headers) {
        int partition = WalletPartitions.of("alice", 4);
        return new ProducerRecord<>(
                Topic.FACTS.topicName(), partition, null, HeaderNames.text("alice"), bytes(), headers);
    }

    private static byte[] bytes() {
        return NEWER.getBytes(StandardCharsets.UTF_8);
    }
}
