package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.processor.StewardStore;
import dev.promissory.views.GenerationName;
import dev.promissory.views.ViewChangelogs;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An audit finds nothing where nothing is wrong, whatever happens while it reads. */
class HonestSystemTest {

    private World world;

    @BeforeEach
    void begin(@TempDir Path folder) {
        world = new World(folder);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void everythingThatWalletsCanDoAgrees() {
        everything();

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.macsChecked()).isTrue();
        assertThat(report.facts()).isGreaterThan(30);
        assertThat(report.stewards().rows()).isGreaterThan(10);
        assertThat(report.views().rows()).isGreaterThan(10);
        assertThat(report.stewards().behind() + report.views().behind()).isZero();
        assertThat(report.answers()).isGreaterThan(10);
        assertThat(report.promises().pending()).isZero();
        assertThat(report.moving()).isZero();
        assertThat(report.books().getFirst().conserved()).isTrue();
    }

    @Test
    void nothingAtAllAgrees() {
        assertThat(world.audit().agrees()).isTrue();
    }

    @Test
    void whatIsCommittedWhileChangelogsAreReadIsBehindAndNotWrong() {
        everything();
        for (String topic : new String[] {
            StewardStore.WALLETS.changelogTopic(),
            ViewChangelogs.of(new GenerationName(0)).wallets(),
            ViewChangelogs.of(new GenerationName(0)).promises(),
            StewardStore.MEMORY.changelogTopic(),
            StewardStore.RECEIVED_PROMISES.changelogTopic()
        }) {
            world.logs().afterReading(topic, this::everything);
        }

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.stewards().behind()).isPositive();
        assertThat(report.views().behind()).isPositive();
        assertThat(report.moving()).isZero();
    }

    @Test
    void whatIsCommittedWhileFactsAreReadIsReadToo() {
        everything();
        world.logs().afterReading(World.FACTS, this::everything);

        assertThat(world.audit().listed()).isEmpty();
    }

    @Test
    void walletsThatNeverRestAreCountedAndNotAccused() {
        everything();
        for (int round = 0; round < 25; round++) {
            world.logs().afterReading(StewardStore.MEMORY.changelogTopic(), this::promiseAndHold);
        }

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.moving()).isPositive();
    }

    @Test
    void viewsThatLagAreBehindAndNotWrong() {
        everything();
        world.withoutViews();
        everything();

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.views().behind()).isPositive();
    }

    @Test
    void promisesUnderWayAgreeWhileNobodyHearsOfThem() {
        world.deposit("alice", "100.00").withoutMessages();
        world.transfer("alice", "bob", "3.00").transfer("alice", "carol", "4.00");

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.promises().pending()).isEqualTo(2);
        assertThat(report.books().getFirst().inFlight().plain()).isEqualTo("7.00");
    }

    @Test
    void aSystemWithoutViewsIsAuditedWithoutThem() {
        world.withoutViews();
        ViewChangelogs views = ViewChangelogs.of(new GenerationName(0));
        world.logs().delete(views.wallets());
        world.logs().delete(views.promises());
        world.logs().delete(views.supply());
        everything();

        AuditReport report = world.audit();

        assertThat(report.listed()).isEmpty();
        assertThat(report.viewsFound()).isFalse();
    }

    private void promiseAndHold() {
        world.transfer("alice", "bob", "0.01")
                .hold("alice", "h" + world.logs().of(World.FACTS).size(), "0.01");
    }

    private void everything() {
        String hold = "h-" + world.logs().of(World.FACTS).size();
        world.deposit("alice", "100.00")
                .deposit("bob", "100.00")
                .transfer("alice", "bob", "10.00")
                .transfer("alice", "nobody-yet", "1.00")
                .hold("alice", hold, "5.00")
                .hold("alice", hold + "-open", "5.00")
                .capture("alice", hold)
                .ask("bob", "Withdraw", "\"amount\":\"3.00\",\"currency\":\"EUR\"")
                .ask("bob", "Freeze", "\"reference\":\"cold\"")
                .transfer("alice", "bob", "2.00")
                .ask("bob", "Unfreeze", "\"reference\":\"warm\"")
                .ask("alice", "Withdraw", "\"amount\":\"100000.00\",\"currency\":\"EUR\"")
                .ask(
                        "alice",
                        "Transfer",
                        "\"legs\":[{\"to\":\"bob\",\"amount\":\"1.00\",\"currency\":\"EUR\"},"
                                + "{\"to\":\"carol\",\"amount\":\"2.00\",\"currency\":\"EUR\"}]")
                .ask(
                        "journal-" + hold,
                        "OpenJournal",
                        "\"legs\":[{\"from\":\"alice\",\"to\":\"bob\",\"amount\":\"1.00\",\"currency\":\"EUR\"},"
                                + "{\"from\":\"bob\",\"to\":\"carol\",\"amount\":\"2.00\",\"currency\":\"EUR\"}],"
                                + "\"expiresIn\":\"PT1H\"")
                .ask(
                        "alice",
                        "Transfer",
                        "\"legs\":[{\"to\":\"bob\",\"amount\":\"1.00\",\"currency\":\"EUR\"}],"
                                + "\"executeAt\":\"2027-01-01T00:00:00Z\"");
    }
}
