package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises that do not end, and one that nobody made. */
class PromiseCheckTest {

    private World world;

    @BeforeEach
    void begin(@TempDir Path folder) {
        world = new World(folder);
        world.deposit("alice", "10.00");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aPromiseIsStuckAfterTheBoundAndNotBefore() {
        world.withoutMessages().transfer("alice", "bob", "2.00").stuckAfter(Duration.ofMinutes(1));
        assertThat(world.later(Duration.ofSeconds(60)).audit().listed()).isEmpty();

        AuditReport report = world.later(Duration.ofSeconds(1)).audit();

        assertThat(report.listed())
                .containsExactly(new Difference(
                        Where.PROMISES,
                        "stuck",
                        Optional.of(new WalletId("alice")),
                        3,
                        "promise alice~3 of 2026-11-23T08:00:02Z has not ended"));
        assertThat(report.promises()).isEqualTo(new AuditReport.Promises(1, 1, 1));
    }

    @Test
    void aJournalIsNotStuckBeforeItsDeadline() {
        world.withoutMessages()
                .ask(
                        "journal",
                        "OpenJournal",
                        "\"legs\":[{\"from\":\"alice\",\"to\":\"bob\",\"amount\":\"1.00\",\"currency\":\"EUR\"},"
                                + "{\"from\":\"carol\",\"to\":\"bob\",\"amount\":\"1.00\",\"currency\":\"EUR\"}],"
                                + "\"expiresIn\":\"PT1H\"");

        assertThat(world.later(Duration.ofMinutes(61)).audit().listed()).isEmpty();
        assertThat(world.later(Duration.ofSeconds(1)).audit().listed())
                .extracting(Difference::place)
                .containsExactly("journal#1");
    }

    @Test
    void aPromiseThatIsKeptAndThatNobodyMadeIsTold() {
        world.deposit("bob", "1.00").transfer("alice", "bob", "2.00");
        // As if alice had never been: her whole history is gone, so no gap tells of it.
        List<ConsumerRecord<byte[], byte[]>> hers = world.logs().of(World.FACTS).stream()
                .filter(record -> World.text(record.key()).equals("alice"))
                .toList();
        hers.forEach(world.logs()::remove);

        assertThat(world.audit().listed())
                .contains(new Difference(
                        Where.PROMISES,
                        "never-made",
                        Optional.of(new WalletId("alice")),
                        3,
                        "promise alice~3 was never made"));
    }

    @Test
    void aReceiverThatTakesAPromiseTwiceIsToldThoughItsBalanceAddsUp() {
        world.deposit("bob", "1.00").transfer("alice", "bob", "2.00");
        ConsumerRecord<byte[], byte[]> received = world.fact("bob", 3);
        meet(
                "bob",
                received,
                text -> text.replace("\"sequence\":3", "\"sequence\":4").replace("3.00", "5.00"));

        AuditReport report = world.audit();

        assertThat(report.books().getFirst().conserved()).isTrue();
        assertThat(report.listed())
                .contains(new Difference(
                        Where.PROMISES,
                        "twice",
                        Optional.of(new WalletId("bob")),
                        4,
                        "bob has received twice in promise alice~3"));
    }

    @Test
    void aReceiverThatTakesMoreThanWasPromisedIsTold() {
        world.deposit("bob", "1.00").withoutMessages().transfer("alice", "bob", "2.00");
        String json =
                "{\"v\":1,\"type\":\"TransferReceived\",\"walletId\":\"bob\",\"sequence\":3,\"commandId\":\"c-3\","
                        + "\"at\":\"2026-11-23T09:00:00.000Z\",\"promiseId\":\"alice~3\",\"from\":\"alice\","
                        + "\"promisedAt\":\"2026-11-23T08:00:02.000Z\",\"currency\":\"EUR\",\"amount\":\"200.00\","
                        + "\"total\":\"201.00\",\"available\":\"201.00\",\"held\":\"0.00\"}";
        world.logs().append(World.sealed("bob", json, hash(world.fact("bob", 2))));

        assertThat(world.audit().listed())
                .contains(contradiction("bob tells of 200.00 EUR from alice to bob, which alice~3 does not promise"));
    }

    @Test
    void moneyThatWasReceivedAndCameBackAsWellIsTold() {
        world.deposit("bob", "1.00").transfer("alice", "bob", "2.00");
        String json = "{\"v\":1,\"type\":\"TransferReturned\",\"walletId\":\"alice\",\"sequence\":4,"
                + "\"commandId\":\"c-3\",\"at\":\"2026-11-23T09:00:00.000Z\",\"promiseId\":\"alice~3\","
                + "\"promisedAt\":\"2026-11-23T08:00:02.000Z\","
                + "\"legs\":[{\"to\":\"bob\",\"currency\":\"EUR\",\"amount\":\"2.00\"}],\"refusedBy\":\"bob\","
                + "\"code\":\"wallet-frozen\",\"balances\":[{\"currency\":\"EUR\",\"total\":\"10.00\","
                + "\"available\":\"10.00\",\"held\":\"0.00\"}]}";
        world.logs().append(World.sealed("alice", json, hash(world.fact("alice", 3))));

        assertThat(world.audit().listed()).contains(contradiction("bob has received what alice got back from alice~3"));
    }

    /** A sealed fact that the views fold too, since each wallet's facts alone give no reason not to. */
    private void meet(String wallet, ConsumerRecord<byte[], byte[]> before, UnaryOperator<String> change) {
        ProducerRecord<byte[], byte[]> fact =
                World.sealed(wallet, change.apply(World.text(before.value())), hash(before));
        world.logs().append(fact);
        world.fold(fact);
    }

    private static byte[] hash(ConsumerRecord<byte[], byte[]> fact) {
        return HeaderNames.readHex(fact.headers(), HeaderNames.FACT_HASH).orElseThrow();
    }

    private static Difference contradiction(String detail) {
        return new Difference(Where.PROMISES, "contradicts", Optional.of(new WalletId("alice")), 3, detail);
    }
}
