package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.WalletId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
}
