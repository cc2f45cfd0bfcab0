package dev.promissory.views;

import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A history in which everything that the ledger knows happens once, in the order that chance gives to the messages. */
final class LedgerWorld {

    private LedgerWorld() {}

    static List<SealedFact> history(Random random) {
        Stewards stewards = new Stewards();
        stewards.deposit("alice", "100.00", "EUR")
                .deposit("bob", "5", "BTC")
                .deposit("carol", "10.00", "EUR")
                .deposit("frank", "1.00", "EUR")
                .freeze("frank")
                .limit("bob", "50.00", "EUR");
        deliverSome(stewards, random);
        stewards.noting("order-1", Map.of("shop", "tea")).hold("alice", "h-1", "20.00", "EUR");
        stewards.hold("alice", "h-2", "5.00", "EUR").hold("carol", "h-3", "1.00", "EUR");
        stewards.transfer("alice", "bob 1.00 EUR", "carol 2.00 EUR", "bob 0.50 EUR", "erin 3.00 EUR");
        deliverSome(stewards, random);
        stewards.transfer("alice", "bob 1.00 EUR", "frank 2.00 EUR", "grace 4.00 EUR");
        stewards.journal("j-kept", "alice bob 10.00 EUR", "bob alice 1 BTC", "carol alice 1.00 EUR");
        deliverSome(stewards, random);
        stewards.journal("j-refused", "alice bob 1.00 EUR", "frank bob 1.00 EUR", "bob carol 1 BTC");
        stewards.journal("j-late", "alice bob 1.00 EUR", "carol bob 1.00 EUR");
        stewards.ring(new Timer.JournalDue(new PromiseId(new WalletId("j-late"), 1)), Duration.ofHours(1));
        deliverSome(stewards, random);
        stewards.ask(
                "alice",
                head -> new CaptureHold(
                        head,
                        new HoldId("h-1"),
                        Optional.of(new BigDecimal("15.00")),
                        Optional.empty(),
                        Optional.of(new WalletId("bob"))));
        stewards.ask("alice", head -> new ReleaseHold(head, new HoldId("h-2")));
        stewards.ring(new Timer.HoldDue(new WalletId("carol"), new HoldId("h-3")), Duration.ofHours(1));
        long before = stewards.pen().wallet("carol").sequence();
        stewards.schedule("carol", 60, "bob 1.00 EUR").schedule("carol", 60, "bob 2.00 EUR");
        stewards.ask("carol", head -> new CancelTransfer(head, new ScheduleId(new WalletId("carol"), before + 1)))
                .ring(new Timer.ScheduleDue(new ScheduleId(new WalletId("carol"), before + 2)), Duration.ofHours(1));
        stewards.transfer("bob", "frank 1 BTC").deliverAll();
        return stewards.facts();
    }

    private static void deliverSome(Stewards stewards, Random random) {
        for (int left = random.nextInt(12); left > 0; left--) {
            stewards.deliverAny(random);
        }
    }
}
