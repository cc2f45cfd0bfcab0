package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that a broker was busy with when it ended are all finished soon after its next start. */
class OpenTransactionsTest {
    private static final String TOPIC = "promises";
    private static final int PARTITIONS = 4;
    private static final int KILLS = 3;
    private static final Duration FINISHED = Duration.ofSeconds(15);

    @TempDir
    Path temporary;

    private final Set<String> committed = new HashSet<>();

    @Test
    void noTransactionStaysOpenWhenTheBrokerIsKilledAmongCommits() throws Exception {
        Path folder = temporary.resolve("kafka");
        for (int round = 0; round < KILLS; round++) {
            try (BrokerProcess process = BrokerProcess.start(folder, temporary.resolve("errors"))) {
                prepareOrCheck(process.bootstrap(), round);
                endAmongCommits(process.bootstrap(), round, process::kill);
            }
        }
        try (EmbeddedBroker broker = start(folder)) {
            prepareOrCheck(broker.bootstrap(), KILLS);
        }
    }

    @Test
    void noTransactionStaysOpenWhenTheBrokerIsClosedAmongCommits() throws Exception {
        Path folder = temporary.resolve("kafka");
        try (EmbeddedBroker broker = start(folder)) {
            prepareOrCheck(broker.bootstrap(), 0);
            endAmongCommits(broker.bootstrap(), 0, broker::close);
        }
        try (EmbeddedBroker broker = start(folder)) {
            prepareOrCheck(broker.bootstrap(), 1);
        }
    }

    private void prepareOrCheck(String bootstrap, int round) throws Exception {
        try (KafkaPerson person = new KafkaPerson(bootstrap)) {
            if (round == 0) {
                person.createTopic(new NewTopic(TOPIC, PARTITIONS, (short) 1));
                return;
            }
            await().atMost(FINISHED)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(person.partitionsWithOpenTransactions()).isEmpty());
            Map<String, List<Integer>> partitionsOf = person.readToTheEnd(TOPIC, PARTITIONS).stream()
                    .collect(Collectors.groupingBy(
                            consumed -> consumed.value(),
                            Collectors.mapping(consumed -> consumed.partition(), Collectors.toList())));
            assertThat(partitionsOf.keySet()).containsAll(committed);
            assertThat(partitionsOf.values())
                    .allSatisfy(partitions -> assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2, 3));
        }
    }

    private void endAmongCommits(String bootstrap, int round, Runnable end) throws Exception {
        TransactionLoad load = TransactionLoad.start(bootstrap, TOPIC, PARTITIONS, round);
        load.awaitCommits();
        end.run();
        load.abandon();
        committed.addAll(load.committed());
    }

    private static EmbeddedBroker start(Path folder) {
        return EmbeddedBroker.start(folder, 0, fault -> {
            throw new AssertionError("the broker reported a fault", fault);
        });
    }
}
