package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promissory.domain.WalletId;
import dev.promissory.processor.StewardStore;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stewards keep is not what the facts make. */
class StewardDamageTest {

    private static final String WALLETS = StewardStore.WALLETS.changelogTopic();
    private static final String MEMORY = StewardStore.MEMORY.changelogTopic();
    private static final String RECEIVED = StewardStore.RECEIVED_PROMISES.changelogTopic();
    private static final String ANSWERS = StewardStore.REMEMBERED_COMMANDS.changelogTopic();

    private World world;

    @BeforeEach
    void begin(@TempDir Path folder) {
        world = new World(folder);
        world.deposit("alice", "10.00").deposit("bob", "1.00").transfer("alice", "bob", "2.00");
        assertThat(world.audit().listed()).isEmpty();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anAlteredBalanceIsToldWithWalletAndSequence() {
        world.logs().alter(WALLETS, World.bytes("bob"), Damage.replacing("3.00", "9.00"));

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "differs", "bob", 3, "the stewards' wallet says balance 9.00 EUR instead of 3.00 EUR"));
    }

    @Test
    void aWalletThatIsGoneWasMissed() {
        world.logs().alter(WALLETS, World.bytes("bob"), Damage.gone());

        assertThat(world.audit().listed())
                .containsExactly(difference("missed", "bob", 1, "the stewards' wallet is not there"));
    }

    @Test
    void aWalletThatStandsBeforeItsLastFactHasMissedIt() {
        byte[] older = world.logs().newest(WALLETS, World.bytes("bob"));
        world.deposit("bob", "1.00");
        world.logs().alter(WALLETS, World.bytes("bob"), row -> older);

        assertThat(world.audit().listed())
                .containsExactly(difference("missed", "bob", 4, "the stewards' wallet is at 3 and lacks this fact"));
    }

    @Test
    void aWalletWhoseLastFactIsGoneIsAheadOfTheFacts() {
        world.logs().remove(world.fact("alice", 3));

        assertThat(world.audit().listed())
                .contains(difference("ahead", "alice", 3, "the stewards' wallet is at 3, the facts lead to 2"));
    }

    @Test
    void aWalletThatNobodyEverOpenedIsAheadOfTheFacts() {
        byte[] row = world.logs().newest(WALLETS, World.bytes("bob"));
        world.logs().append(new ProducerRecord<>(WALLETS, 0, 0L, World.bytes("mallory"), row));

        assertThat(world.audit().listed())
                .containsExactly(
                        difference("ahead", "mallory", 1, "the stewards' wallet is at 3, the facts lead to 0"));
    }

    @Test
    void aRowThatIsCutShortCannotBeRead() {
        world.logs().alter(WALLETS, World.bytes("bob"), Damage.cut());

        assertThat(world.audit().listed())
                .containsExactly(difference("unreadable", "bob", 3, "the stewards' wallet cannot be read"));
    }

    @Test
    void aTopicThatIsGoneIsToldOnce() {
        world.logs().delete(WALLETS);

        assertThat(world.audit().listed())
                .extracting(Difference::what, Difference::detail)
                .containsExactly(tuple("missing-topic", "there is no topic " + WALLETS));
    }

    @Test
    void allTopicsThatAreGoneAreToldAndNothingElse() {
        for (StewardStore store : StewardStore.values()) {
            world.logs().delete(store.changelogTopic());
        }

        assertThat(world.audit().listed())
                .extracting(Difference::what, Difference::detail)
                .containsExactlyInAnyOrder(
                        tuple("missing-topic", "there is no topic " + WALLETS),
                        tuple("missing-topic", "there is no topic " + MEMORY),
                        tuple("missing-topic", "there is no topic " + RECEIVED),
                        tuple("missing-topic", "there is no topic " + ANSWERS));
    }

    @Test
    void aPromiseThatItsStewardHasForgottenIsTold() {
        world.withoutMessages().transfer("alice", "bob", "1.00");
        world.logs().alter(MEMORY, World.bytes("oalice~4"), Damage.gone());

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "differs",
                        "alice",
                        4,
                        "the stewards remember nothing, by the facts it is promise alice~4 MADE, awaiting [bob]"));
    }

    @Test
    void aHoldOfAnotherAmountIsTold() {
        world.hold("alice", "h-1", "5.00");
        world.logs().alter(MEMORY, World.bytes("halice~h-1"), Damage.replacing("5.00", "4.00"));

        assertThat(world.audit().listed())
                .containsExactly(
                        difference(
                                "differs",
                                "alice",
                                4,
                                "the stewards remember hold h-1 OPEN of 4.00 EUR, by the facts it is hold h-1 OPEN of 5.00 EUR"));
    }

    @Test
    void aPromiseThatCouldBeTakenTwiceIsTold() {
        world.logs().alter(RECEIVED, World.bytes("bob~alice"), Damage.gone());

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "differs",
                        "bob",
                        3,
                        "the stewards remember nothing, by the facts it is last promise of alice is 3"));
    }

    @Test
    void aRowOfTheMemoryThatIsCutShortIsTold() {
        world.hold("alice", "h-1", "5.00");
        world.logs().alter(MEMORY, World.bytes("halice~h-1"), Damage.cut());

        assertThat(world.audit().listed())
                .extracting(Difference::detail)
                .containsExactly(
                        "the stewards remember a row that cannot be read, by the facts it is hold h-1 OPEN of 5.00 EUR");
    }

    @Test
    void damageToAWalletIsToldOnceItRestsWhileOthersNeverDo() {
        world.hold("bob", "h-1", "1.00");
        world.logs().alter(MEMORY, World.bytes("hbob~h-1"), Damage.replacing("1.00", "2.00"));
        for (int round = 0; round < 4; round++) {
            world.logs().afterReading(MEMORY, () -> world.transfer("alice", "carol", "0.01"));
        }

        assertThat(world.audit().listed()).extracting(Difference::place).containsExactly("bob#4");
    }

    @Test
    void damageToTheMemoryOfAWalletThatNeverRestsIsTold() {
        world.hold("alice", "h-1", "5.00");
        world.logs().alter(MEMORY, World.bytes("halice~h-1"), Damage.replacing("5.00", "4.00"));
        for (int round = 0; round < 25; round++) {
            world.logs().afterReading(MEMORY, () -> world.transfer("alice", "carol", "0.01"));
        }

        assertThat(world.audit().listed())
                .extracting(Difference::detail)
                .containsExactly(
                        "the stewards remember hold h-1 OPEN of 4.00 EUR, by the facts it is hold h-1 OPEN of 5.00 EUR");
    }

    @Test
    void damageThatIsDoneWhileRowsAreLookedAtAgainIsTold() {
        world.hold("bob", "h-1", "1.00");
        world.logs().afterReading(MEMORY, () -> world.hold("alice", "h-2", "0.01"));
        world.logs().afterReading(MEMORY, () -> {
            world.hold("alice", "h-3", "0.01");
            world.logs().alter(MEMORY, World.bytes("hbob~h-1"), Damage.replacing("1.00", "2.00"));
        });

        assertThat(world.audit().listed())
                .extracting(Difference::detail)
                .containsExactly(
                        "the stewards remember hold h-1 OPEN of 2.00 EUR, by the facts it is hold h-1 OPEN of 1.00 EUR");
    }

    @Test
    void aRowUnderAKeyThatNobodyWritesIsToldOnce() {
        world.logs().append(new ProducerRecord<>(MEMORY, 0, 0L, World.bytes("?"), World.bytes("anything")));

        assertThat(world.audit().listed())
                .extracting(Difference::what, Difference::detail)
                .containsExactly(tuple("unreadable", "the stewards remember a row under a key that nobody writes"));
    }

    @Test
    void anAnswerWithoutFactsIsTold() {
        byte[] answer = world.logs().of(ANSWERS).getFirst().value();
        byte[] key = Damage.replacing("c-1", "c-9")
                .apply(world.logs().of(ANSWERS).getFirst().key());
        world.logs().append(new ProducerRecord<>(ANSWERS, 0, 0L, key, answer));

        assertThat(world.audit().listed())
                .containsExactly(new Difference(
                        Where.OUTCOMES,
                        "no-facts",
                        Optional.of(new WalletId("alice")),
                        2,
                        "command c-9 was accepted, and the fact there is of another command"));
    }

    @Test
    void anAnswerThatIsCutShortIsTold() {
        world.logs().alter(ANSWERS, world.logs().of(ANSWERS).getLast().key(), Damage.cut());

        assertThat(world.audit().listed())
                .containsExactly(new Difference(
                        Where.OUTCOMES,
                        "unreadable",
                        Optional.of(new WalletId("alice")),
                        0,
                        "a remembered answer cannot be read"));
    }

    @Test
    void anAnswerBeyondTheLastFactIsTold() {
        world.logs().alter(ANSWERS, world.logs().of(ANSWERS).getLast().key(), row -> {
            byte[] later = row.clone();
            // The sequence follows the version and the fingerprint.
            later[1 + 16 + 7] = 77;
            return later;
        });

        assertThat(world.audit().listed())
                .extracting(Difference::where, Difference::what, Difference::place)
                .containsExactly(tuple(Where.OUTCOMES, "no-facts", "alice#77"));
    }

    private static Difference difference(String what, String wallet, long sequence, String detail) {
        return new Difference(Where.STEWARDS, what, Optional.of(new WalletId(wallet)), sequence, detail);
    }
}
