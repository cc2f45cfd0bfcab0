package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.views.GenerationName;
import dev.promissory.views.SeenHold;
import dev.promissory.views.SeenLine;
import dev.promissory.views.SeenPart;
import dev.promissory.views.SeenWallet;
import dev.promissory.views.ViewChangelogs;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the views keep is not what the facts make. */
class ViewDamageTest {

    private static final ViewChangelogs TOPICS = ViewChangelogs.of(new GenerationName(0));
    private static final WalletId ALICE = new WalletId("alice");
    private static final WalletId BOB = new WalletId("bob");

    private World world;

    @BeforeEach
    void begin(@TempDir Path folder) {
        world = new World(folder);
        world.deposit("alice", "10.00").deposit("bob", "1.00").transfer("alice", "bob", "2.00");
        world.hold("alice", "h-1", "5.00");
        assertThat(world.audit().listed()).isEmpty();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anAlteredBalanceIsToldWithWalletAndSequence() {
        world.logs().alter(TOPICS.wallets(), wallet(BOB), Damage.replacing(Damage.digits(300), Damage.digits(900)));

        assertThat(world.audit().listed())
                .containsExactly(
                        difference("differs", BOB, 3, "the views' wallet says balance 9.00 EUR instead of 3.00 EUR"));
    }

    @Test
    void aWalletThatIsGoneWasMissed() {
        world.logs().alter(TOPICS.wallets(), wallet(BOB), Damage.gone());

        assertThat(world.audit().listed())
                .containsExactly(difference("missed", BOB, 1, "the views' wallet is not there"));
    }

    @Test
    void aRowThatIsCutShortCannotBeRead() {
        world.logs().alter(TOPICS.wallets(), wallet(BOB), Damage.cut());

        assertThat(world.audit().listed())
                .containsExactly(difference("unreadable", BOB, 3, "the views' wallet cannot be read"));
    }

    @Test
    void aLineOfAStatementThatWasAlteredIsTold() {
        world.logs().alter(TOPICS.wallets(), SeenLine.key(BOB, 2), Damage.replacing("1.00", "7.00"));

        assertThat(world.audit().listed())
                .containsExactly(
                        difference("differs", BOB, 2, "the views' statement has another line than the fact makes"));
    }

    @Test
    void aLineOfAStatementThatIsGoneWasMissed() {
        world.logs().alter(TOPICS.wallets(), SeenLine.key(BOB, 2), Damage.gone());

        assertThat(world.audit().listed())
                .containsExactly(difference("missed", BOB, 2, "the views' statement lacks the line of this fact"));
    }

    @Test
    void aLineOfAFactThatNobodyWroteIsTold() {
        byte[] line = world.logs().newest(TOPICS.wallets(), SeenLine.key(BOB, 3));
        world.logs().append(new ProducerRecord<>(TOPICS.wallets(), 0, 0L, SeenLine.key(BOB, 4), line));

        assertThat(world.audit().listed())
                .containsExactly(
                        difference("ahead", BOB, 4, "the views' statement has a line whose fact is not there"));
    }

    @Test
    void aHoldOfAnotherAmountIsTold() {
        world.logs()
                .alter(
                        TOPICS.wallets(),
                        SeenHold.key(ALICE, 4),
                        Damage.replacing(Damage.digits(500), Damage.digits(400)));

        assertThat(world.audit().listed())
                .containsExactly(difference(
                        "differs", ALICE, 4, "the views' hold h-1 says OPEN of 4.00 EUR instead of OPEN of 5.00 EUR"));
    }

    @Test
    void aPromiseThatLacksItsEndHasMissedIt() {
        byte[] key = SeenPart.key(new PromiseId(ALICE, 3), BOB);
        world.logs().alter(TOPICS.promises(), key, Damage.gone());

        assertThat(world.audit().listed())
                .containsExactly(difference("missed", BOB, 3, "the views' promise is not there"));
    }

    @Test
    void aPromiseOfAnotherAmountIsTold() {
        byte[] key = SeenPart.key(new PromiseId(ALICE, 3), BOB);
        world.logs().alter(TOPICS.promises(), key, Damage.replacing(Damage.digits(200), Damage.digits(201)));

        assertThat(world.audit().listed())
                .extracting(Difference::what, Difference::place)
                .containsExactly(tuple("differs", "bob#3"));
    }

    @Test
    void aSupplyThatDoesNotAddUpIsTold() {
        world.logs()
                .alter(TOPICS.supply(), World.bytes("EUR"), Damage.replacing(Damage.digits(1100), Damage.digits(1200)));

        assertThat(world.audit().listed())
                .extracting(Difference::where, Difference::detail)
                .containsExactly(tuple(
                        Where.VIEWS,
                        "the views' supply of EUR in partition 0 says deposited 12.00 EUR instead of 11.00 EUR,"
                                + " balances 12.00 EUR instead of 11.00 EUR"));
    }

    @Test
    void aSupplyThatIsGoneWasMissed() {
        world.logs().alter(TOPICS.supply(), World.bytes("EUR"), Damage.gone());

        assertThat(world.audit().listed())
                .extracting(Difference::what, Difference::detail)
                .containsExactly(tuple(
                        "missed", "the views' supply of EUR in partition 0 is not there and lacks the fact at 1"));
    }

    @Test
    void aDoubtForWhichThereIsNoReasonIsTold() {
        var original = world.fact("bob", 3);
        world.logs().append(World.sealed("bob", FactDamageTest.deposit("bob", 9, "1.00", "4.00"), new byte[32]));
        var forged = world.logs().of(World.FACTS).getLast();
        world.fold(new ProducerRecord<>(
                World.FACTS, 0, original.timestamp(), forged.key(), forged.value(), forged.headers()));
        assertThat(world.audit().listed()).extracting(Difference::what).containsExactly("gap");
        world.logs().remove(forged);

        assertThat(world.audit().listed())
                .containsExactly(
                        difference("doubted", BOB, 3, "the views' wallet is doubted, and nothing is wrong: gap at 4"));
    }

    @Test
    void aTopicThatIsGoneIsToldOnce() {
        world.logs().delete(TOPICS.wallets());

        assertThat(world.audit().listed())
                .extracting(Difference::what, Difference::detail)
                .containsExactly(tuple("missing-topic", "there is no topic " + TOPICS.wallets()));
    }

    private static byte[] wallet(WalletId id) {
        return SeenWallet.key(Wallet.unopened(id));
    }

    private static Difference difference(String what, WalletId wallet, long sequence, String detail) {
        return new Difference(Where.VIEWS, what, Optional.of(wallet), sequence, detail);
    }
}
