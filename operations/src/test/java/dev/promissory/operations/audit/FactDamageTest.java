package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others write to wallet.facts, and what is missing there. */
class FactDamageTest {

    private World world;

    @BeforeEach
    void threeDeposits(@TempDir Path folder) {
        world = new World(folder);
        world.deposit("alice", "10.00").deposit("alice", "5.00").deposit("bob", "1.00");
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aFactThatNobodyWithTheKeyHasSignedIsForged() {
        String json = deposit("alice", 4, "1000.00", "1015.00");
        FactSeal seal = new Sealer(SigningKey.of(new byte[32])).seal(lastHash("alice", 3), World.bytes(json));
        meet(World.record("alice", json, seal));

        AuditReport report = world.audit();

        assertThat(report.listed())
                .containsExactly(difference(
                        "forged", "alice", 4, "the record at wallet.facts-0@5 has no mac of the stewards' key"));
    }

    @Test
    void withoutTheKeyOnlyTheMacOfAForgeryIsWrongAndNobodySeesIt() {
        String json = deposit("alice", 4, "1000.00", "1015.00");
        FactSeal seal = new Sealer(SigningKey.of(new byte[32])).seal(lastHash("alice", 3), World.bytes(json));
        world.logs().append(World.record("alice", json, seal));

        AuditReport report = world.audit(Optional.empty());

        assertThat(report.macsChecked()).isFalse();
        // But the stewards know nothing of it.
        assertThat(report.listed())
                .contains(new Difference(
                        Where.STEWARDS,
                        "missed",
                        Optional.of(id("alice")),
                        4,
                        "the stewards' wallet is at 3 and lacks this fact"));
    }

    @Test
    void aFactWhoseBytesWereAlteredIsForged() {
        ConsumerRecord<byte[], byte[]> original = world.fact("bob", 2);
        byte[] altered = World.bytes(World.text(original.value()).replace("1.00", "9.00"));
        world.logs().remove(original);
        world.logs()
                .append(new ProducerRecord<>(
                        World.FACTS, 0, original.timestamp(), original.key(), altered, original.headers()));

        assertThat(world.audit().listed())
                .contains(difference(
                        "forged",
                        "bob",
                        2,
                        "the record at wallet.facts-0@4 has a hash that does not fit its bytes, or none"));
    }

    @Test
    void aFactThatDoesNotStateWhatItsAmountsMakeIsForged() {
        meet(World.sealed("alice", deposit("alice", 4, "1.00", "99.00"), lastHash("alice", 3)));

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "forged",
                        "alice",
                        4,
                        "the record at wallet.facts-0@5 does not state the balances that its amounts make"));
    }

    @Test
    void aFactThatBuildsOnAnotherHistoryIsForged() {
        meet(World.sealed("alice", deposit("alice", 4, "1.00", "16.00"), lastHash("alice", 2)));

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "forged", "alice", 4, "the record at wallet.facts-0@5 does not build on the fact before it"));
    }

    @Test
    void aSkippedSequenceIsAGapToldOnceHoweverMuchFollows() {
        byte[] previous = lastHash("alice", 3);
        meet(World.sealed("alice", deposit("alice", 6, "1.00", "17.00"), previous));
        meet(World.sealed("alice", deposit("alice", 7, "1.00", "18.00"), previous));

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "gap", "alice", 4, "facts 4 to 5 are missing: next comes 6, the record at wallet.facts-0@5"));
    }

    @Test
    void aSecondFactWithASequenceIsAForkAlsoWhenTheKeySignedIt() {
        meet(World.sealed("alice", deposit("alice", 2, "7.00", "7.00"), lastHash("alice", 1)));

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "forked", "alice", 2, "the record at wallet.facts-0@5 is a second fact with this sequence"));
    }

    @Test
    void aFactThatStandsThereTwiceIsACopyAndHarmsNobody() {
        ConsumerRecord<byte[], byte[]> original = world.fact("alice", 2);
        meet(new ProducerRecord<>(
                World.FACTS, 0, original.timestamp(), original.key(), original.value(), original.headers()));

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.copies()).isEqualTo(1);
    }

    @Test
    void aRecordThatIsNoFactOfItsKeyIsToldWithItsPlace() {
        meet(new ProducerRecord<>(World.FACTS, 0, 0L, World.bytes("alice"), World.bytes("garbage")));
        meet(new ProducerRecord<>(World.FACTS, 0, 0L, null, World.bytes("garbage")));
        meet(World.sealed("bob", deposit("alice", 4, "1.00", "16.00"), lastHash("alice", 3)));
        meet(new ProducerRecord<>(World.FACTS, 0, 0L, World.bytes("alice"), null, new RecordHeaders()));

        assertThat(world.audit().listed())
                .extracting(Difference::detail)
                .containsExactly(
                        "the record at wallet.facts-0@5 is no fact that can be read",
                        "the record at wallet.facts-0@6 has a key that is no wallet's",
                        "the record at wallet.facts-0@7 is a fact of alice",
                        "the record at wallet.facts-0@8 is no fact that can be read");
    }

    @Test
    void aSealedFactOfANewerStewardStopsTheAuditWhichCouldJudgeNothingBehindIt() {
        String newer = deposit("alice", 4, "1.00", "16.00").replace("\"v\":1", "\"v\":2");
        world.logs().append(World.sealed("alice", newer, lastHash("alice", 3)));

        assertThatThrownBy(world::audit)
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("the fact of alice at wallet.facts-0@5 is newer than this service")
                .hasMessageEndingWith("update this service first");
    }

    @Test
    void whatOnlySaysThatItIsNewerIsForgedLikeAnythingElse() {
        String newer = deposit("alice", 4, "1.00", "16.00").replace("\"v\":1", "\"v\":2");
        FactSeal seal = new Sealer(SigningKey.of(new byte[32])).seal(lastHash("alice", 3), World.bytes(newer));
        meet(World.record("alice", newer, seal));

        assertThat(world.audit().listed())
                .containsExactly(
                        difference("forged", "alice", 4, "the record at wallet.facts-0@5 is no fact that can be read"));
    }

    @Test
    void theTrueFactFindsItsPlaceBehindAForgedOne() {
        String json = deposit("alice", 4, "1000.00", "1015.00");
        FactSeal seal = new Sealer(SigningKey.of(new byte[32])).seal(lastHash("alice", 3), World.bytes(json));
        meet(World.record("alice", json, seal));
        world.deposit("alice", "2.00");

        AuditReport report = world.audit();

        assertThat(report.listed()).extracting(Difference::what).containsExactly("forged");
        assertThat(report.books().getFirst().balances().plain()).isEqualTo("18.00");
    }

    private void meet(ProducerRecord<byte[], byte[]> record) {
        world.logs().append(record);
        world.fold(record);
    }

    private byte[] lastHash(String wallet, long sequence) {
        return HeaderNames.readHex(world.fact(wallet, sequence).headers(), HeaderNames.FACT_HASH)
                .orElseThrow();
    }

    static String deposit(String wallet, long sequence, String amount, String total) {
        return "{\"v\":1,\"type\":\"MoneyDeposited\",\"walletId\":\"" + wallet + "\",\"sequence\":" + sequence
                + ",\"commandId\":\"x\",\"at\":\"2026-11-23T09:00:00.000Z\",\"currency\":\"EUR\",\"amount\":\"" + amount
                + "\",\"total\":\"" + total + "\",\"available\":\"" + total + "\",\"held\":\"0.00\"}";
    }

    private static Difference difference(String what, String wallet, long sequence, String detail) {
        return new Difference(Where.FACTS, what, Optional.of(id(wallet)), sequence, detail);
    }

    private static WalletId id(String wallet) {
        return new WalletId(wallet);
    }
}
