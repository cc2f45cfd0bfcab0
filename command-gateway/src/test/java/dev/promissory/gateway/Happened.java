package dev.promissory.gateway;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Facts as stewards write them, of 5 euros for each leg. */
final class Happened {

    private static final Instant THEN = Instant.parse("2026-11-23T08:00:00Z");
    private static final Money FIVE = new Money(new Currency("EUR"), new BigDecimal("5.00"));
    private static final Balance BALANCE = new Balance(FIVE, new Money(new Currency("EUR"), BigDecimal.ZERO));

    private Happened() {}

    static Fact deposited(String walletId, long sequence) {
        return new Fact.MoneyDeposited(head(walletId, sequence), FIVE, BALANCE, Occasion.NONE);
    }

    static Fact withdrawn(String walletId, long sequence) {
        return new Fact.MoneyWithdrawn(head(walletId, sequence), FIVE, BALANCE, Occasion.NONE);
    }

    static Fact promised(String promiseId, String... receivers) {
        PromiseId id = promise(promiseId);
        return new Fact.TransferPromised(
                head(id.sender().value(), id.sequence()), legs(receivers), List.of(BALANCE), Occasion.NONE);
    }

    static Fact received(String walletId, long sequence, String promiseId) {
        PromiseId id = promise(promiseId);
        Posting posting = new Posting(id.sender(), new WalletId(walletId), FIVE);
        return new Fact.TransferReceived(
                head(walletId, sequence), id, THEN, List.of(posting), List.of(BALANCE), Occasion.NONE);
    }

    static Fact settled(String promiseId, long sequence, String... receivers) {
        PromiseId id = promise(promiseId);
        return new Fact.TransferSettled(head(id.sender().value(), sequence), id, THEN, legs(receivers));
    }

    /** As {@link #settled}, at a wallet that gives in another's journal. */
    static Fact tookPart(String walletId, long sequence, String promiseId, String... receivers) {
        return new Fact.TransferSettled(head(walletId, sequence), promise(promiseId), THEN, legs(receivers));
    }

    static Fact journalOpened(String journalId) {
        return new Fact.JournalOpened(head(journalId, 1), postings(), THEN.plusSeconds(30), Occasion.NONE);
    }

    static Fact journalSettled(String journalId, long sequence) {
        return new Fact.JournalSettled(
                head(journalId, sequence), promise(journalId + "~1"), THEN, postings(), Occasion.NONE);
    }

    private static List<Posting> postings() {
        return List.of(new Posting(new WalletId("alice"), new WalletId("bob"), FIVE));
    }

    private static List<Leg> legs(String... receivers) {
        return Stream.of(receivers)
                .map(receiver -> new Leg(new WalletId(receiver), FIVE))
                .toList();
    }

    private static PromiseId promise(String id) {
        return PromiseId.parse(id).orElseThrow();
    }

    private static FactHead head(String walletId, long sequence) {
        return new FactHead(new WalletId(walletId), sequence, new CommandId("c-" + sequence), THEN, Memo.none());
    }
}
