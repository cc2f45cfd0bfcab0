package dev.promissory.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which facts a reaction is given, and which it is not. */
class FactReactionsTest {

    private final List<String> seen = new ArrayList<>();
    private final FactTape alice = new FactTape("alice");

    @TempDir
    private Path stateDir;

    private Neighbourhood neighbourhood;

    @BeforeEach
    void start() {
        neighbourhood = new Neighbourhood(stateDir, this::note);
    }

    @AfterEach
    void stop() {
        neighbourhood.close();
    }

    private void note(SeenFact fact, Desk desk) {
        seen.add(fact.fact().walletId() + "#" + fact.fact().sequence());
    }

    @Test
    void eachFactIsHandedOverOnceInItsWalletsOrder() {
        FactTape bob = new FactTape("bob");
        neighbourhood.fact(alice.deposited("1.00"));
        neighbourhood.fact(bob.deposited("2.00"));
        neighbourhood.fact(alice.deposited("1.00", "2.00"));

        assertThat(seen).containsExactly("alice#1", "bob#1", "alice#2");
        assertThat(neighbourhood.counted("next")).isEqualTo(3);
    }

    @Test
    void aFactThatComesAgainIsPassedOver() {
        TestRecord<byte[], byte[]> first = alice.deposited("1.00");
        TestRecord<byte[], byte[]> second = alice.deposited("1.00", "2.00");
        List.of(first, first, second, first, second).forEach(neighbourhood::fact);

        assertThat(seen).containsExactly("alice#1", "alice#2");
        assertThat(neighbourhood.counted("copy")).isEqualTo(3);
    }

    @Test
    void whatFollowsAGapWaitsForWhatIsMissing() {
        TestRecord<byte[], byte[]> first = alice.deposited("1.00");
        TestRecord<byte[], byte[]> second = alice.deposited("1.00", "2.00");
        neighbourhood.fact(second);
        assertThat(seen).isEmpty();
        assertThat(neighbourhood.counted("gap")).isEqualTo(1);

        neighbourhood.fact(first);
        neighbourhood.fact(second);
        assertThat(seen).containsExactly("alice#1", "alice#2");
    }

    @Test
    void aForgeryIsPassedOverAndTheTrueFactAfterItIsNot() {
        neighbourhood.fact(alice.deposited("1.00"));
        TestRecord<byte[], byte[]> truth = alice.deposited("1.00", "2.00");
        neighbourhood.fact(with(truth, text(truth).replace("\"1.00\"", "\"9.00\"")));
        neighbourhood.fact(new FactTape("alice", SigningKey.of(filled((byte) 7))).deposited("5.00"));
        neighbourhood.fact(new TestRecord<>(truth.key(), truth.value(), new RecordHeaders(), FactTape.START));
        neighbourhood.fact(truth);

        assertThat(seen).containsExactly("alice#1", "alice#2");
        assertThat(neighbourhood.counted("forged")).isEqualTo(3);
    }

    @Test
    void aChainThatStartsAnewIsNoContinuation() {
        neighbourhood.fact(alice.deposited("1.00"));
        FactTape other = new FactTape("alice");
        other.deposited("7.00");
        neighbourhood.fact(other.deposited("7.00", "14.00"));

        assertThat(seen).containsExactly("alice#1");
        assertThat(neighbourhood.counted("forged")).isEqualTo(1);
    }

    @Test
    void withoutTheKeyTheChainAloneIsChecked(@TempDir Path other) {
        try (Neighbourhood keyless = new Neighbourhood(other, this::note, Optional.empty())) {
            keyless.fact(new FactTape("carol", SigningKey.of(filled((byte) 7))).deposited("5.00"));
            TestRecord<byte[], byte[]> broken = alice.deposited("1.00");
            keyless.fact(with(broken, text(broken).replace("1.00", "2.00")));
        }
        assertThat(seen).containsExactly("carol#1");
    }

    @Test
    void aRecordOnAnotherWalletsKeyIsPassedOver() {
        TestRecord<byte[], byte[]> fact = alice.deposited("1.00");
        neighbourhood.fact(new TestRecord<>(HeaderNames.text("bob"), fact.value(), fact.headers(), FactTape.START));
        neighbourhood.fact(new TestRecord<>(null, fact.value(), fact.headers(), FactTape.START));
        neighbourhood.fact(new TestRecord<>(new byte[] {0, 1}, fact.value(), fact.headers(), FactTape.START));

        assertThat(seen).isEmpty();
        assertThat(neighbourhood.counted("forged")).isEqualTo(1);
        assertThat(neighbourhood.counted("stray")).isEqualTo(2);
    }

    @Test
    void aFactOfAKindThatOnlyNewerStewardsWriteHoldsUpNothing() {
        neighbourhood.fact(alice.deposited("1.00"));
        neighbourhood.fact(alice.ofAnotherKind());
        neighbourhood.fact(alice.deposited("1.00", "2.00"));

        assertThat(seen).containsExactly("alice#1", "alice#3");
        assertThat(neighbourhood.counted("unknown")).isEqualTo(1);
    }

    @Test
    void aFactOfANewerVersionStopsTheNeighbour() {
        neighbourhood.fact(alice.deposited("1.00"));
        TestRecord<byte[], byte[]> newer = alice.ofTheNextVersion();

        assertThatThrownBy(() -> neighbourhood.fact(newer))
                .hasRootCauseInstanceOf(NewerVersionException.class)
                .hasRootCauseMessage("the fact of alice at wallet.facts-0@1 is newer than this service:"
                        + " v is 2, and the newest version known here is 1; update this service first");
    }

    @Test
    void nobodyStopsItByTypingAHighVersion() {
        FactTape stranger = new FactTape("alice", SigningKey.of(filled((byte) 7)));
        neighbourhood.fact(stranger.ofTheNextVersion());
        neighbourhood.fact(alice.deposited("1.00"));

        assertThat(seen).containsExactly("alice#1");
    }

    @Test
    void garbageStopsNothing() {
        long seed = System.nanoTime();
        System.out.println("garbageStopsNothing: seed " + seed);
        Random random = new Random(seed);
        neighbourhood.fact(alice.deposited("1.00"));
        TestRecord<byte[], byte[]> next = alice.deposited("1.00", "2.00");
        for (int i = 0; i < 2_000; i++) {
            byte[] value = random.nextInt(20) == 0 ? null : next.value().clone();
            if (value != null) {
                value[random.nextInt(value.length)] ^= (byte) (1 + random.nextInt(255));
            }
            neighbourhood.fact(new TestRecord<>(next.key(), value, next.headers(), FactTape.START));
        }
        neighbourhood.fact(next);

        assertThat(seen).containsExactly("alice#1", "alice#2");
    }

    private static TestRecord<byte[], byte[]> with(TestRecord<byte[], byte[]> record, String value) {
        return new TestRecord<>(record.key(), HeaderNames.text(value), record.headers(), FactTape.START);
    }

    private static String text(TestRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, value);
        return bytes;
    }
}
