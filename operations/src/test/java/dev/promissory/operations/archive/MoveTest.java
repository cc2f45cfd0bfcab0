package dev.promissory.operations.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Money;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.TimeSpan;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Progress;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.MessageJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is under way when an archive is made, and wherever its partitions end, all of it ends elsewhere. */
class MoveTest {

    private static final int MOVES = 12;
    private static final int STEPS = 80;
    private static final int WALLETS = 6;

    private int commands;

    @Test
    void everyPromiseThatIsUnderWayEndsElsewhereAndNoMoneyIsLostOrMade(@TempDir Path folder) throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int move = 0; move < MOVES; move++) {
            TopicsInMemory topics = new TopicsInMemory();
            Town town = new Town(topics::write, topics::write);
            for (int step = 0; step < STEPS; step++) {
                if (step == STEPS / 2) {
                    topics.endFactsOf(wallet(random));
                }
                live(town, random);
            }
            Path to = folder.resolve("move-" + move);

            Export.Report report = Export.to(to, topics, Optional.of(TopicsInMemory.KEY), Progress.NONE);
            assertConverges(to, report, random);
            topics.endNothing();
            report = Export.to(to, topics, Optional.of(TopicsInMemory.KEY), Progress.NONE);
            assertThat(report.beyond()).isZero();
            assertConverges(to, report, random);
        }
    }

    private void live(Town town, Random random) {
        CommandHead head = CommandHead.of(wallet(random), "c-" + ++commands);
        switch (random.nextInt(8)) {
            case 0 -> town.ask(new Command.Deposit(head, euros(20)));
            case 1 -> town.ask(new Command.Transfer(head, List.of(leg(random)), Optional.empty()));
            case 2 -> town.ask(new Command.Transfer(head, List.of(leg(random), leg(random)), Optional.empty()));
            case 3 -> {
                CommandHead journal = CommandHead.of("j-" + commands, "c-" + commands);
                List<RequestedPosting> postings = List.of(posting(random), posting(random));
                town.ask(new Command.OpenJournal(journal, postings, TimeSpan.of(Duration.ofHours(1))));
            }
            case 4 -> town.ask(random.nextBoolean() ? new Command.Freeze(head) : new Command.Unfreeze(head));
            default -> town.hear(random);
        }
    }

    private static void assertConverges(Path folder, Export.Report report, Random random) throws IOException {
        assertThat(report.broken()).isZero();
        Import.of(folder, Optional.of(TopicsInMemory.KEY), false, Progress.NONE).verify();
        ArchiveReader archive = new ArchiveReader(
                folder, Manifest.find(folder, Optional.empty()).orElseThrow().manifest());
        List<Fact> facts = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        for (int partition = 0; partition < TopicsInMemory.PARTITIONS; partition++) {
            archive.facts(partition, (file, line, record) -> facts.add(FactJson.read(record.value())));
        }
        archive.transfers((file, line, record) -> messages.add(MessageJson.read(record.value())));
        Money deposited = Money.of("0.00", "EUR");
        for (Fact fact : facts) {
            deposited = fact instanceof Fact.MoneyDeposited each ? deposited.plus(each.money()) : deposited;
        }

        Town elsewhere = Town.rebuilt(facts, messages);
        while (elsewhere.hear(random)) {
            // Until nobody has anything to say.
        }

        assertThat(elsewhere.underWay()).isZero();
        assertThat(elsewhere.total()).isEqualTo(deposited);
    }

    private static RequestedLeg leg(Random random) {
        // Sometimes to a wallet that does not exist, which refuses journals and opens for transfers.
        String to = random.nextInt(6) == 0 ? "new-" + random.nextInt(100) : wallet(random);
        return new RequestedLeg(new WalletId(to), euros(1 + random.nextInt(9)));
    }

    private static RequestedPosting posting(Random random) {
        return new RequestedPosting(
                new WalletId(wallet(random)), new WalletId(wallet(random)), euros(1 + random.nextInt(9)));
    }

    private static String wallet(Random random) {
        return "w" + random.nextInt(WALLETS);
    }

    private static RequestedMoney euros(int amount) {
        return new RequestedMoney(BigDecimal.valueOf(amount), "EUR");
    }
}
