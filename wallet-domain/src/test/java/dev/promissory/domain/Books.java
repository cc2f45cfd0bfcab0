package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an auditor who reads nothing but facts, one after the other, makes of a world. */
final class Books {

    /** What a promise has come to: where its money is, and who has agreed. */
    private static final class Account {
        private final List<Posting> promised;
        private final boolean ofSeveral;
        private final List<Posting> given = new ArrayList<>();
        private final List<Posting> received = new ArrayList<>();
        private final List<Posting> returned = new ArrayList<>();
        private final Set<WalletId> agreed = new HashSet<>();
        private boolean settled;

        Account(List<Posting> promised, boolean ofSeveral) {
            this.promised = promised;
            this.ofSeveral = ofSeveral;
        }
    }

    private final Map<PromiseId, Account> promises = new HashMap<>();
    private final Map<Currency, Money> inSystem = new HashMap<>();
    private final Map<Currency, Money> inFlight = new HashMap<>();
    private int read;

    /** Takes in what has happened since the last time. */
    void read(World world) {
        List<Fact> facts = world.facts();
        for (; read < facts.size(); read++) {
            enter(facts.get(read));
        }
    }

    Money inSystem(Currency currency) {
        return inSystem.getOrDefault(currency, Money.zero(currency));
    }

    Money inFlight(Currency currency) {
        return inFlight.getOrDefault(currency, Money.zero(currency));
    }

    private void enter(Fact fact) {
        switch (fact) {
            case MoneyDeposited it -> add(inSystem, it.money());
            case MoneyWithdrawn it -> add(inSystem, it.money().negated());
            case TransferPromised it -> {
                List<Posting> postings = postings(it.walletId(), it.legs());
                boolean ofSeveral =
                        postings.stream().map(Posting::to).distinct().count() > 1;
                Account account = new Account(postings, ofSeveral);
                promises.put(it.promiseId(), account);
                depart(account, postings);
            }
            case JournalOpened it -> promises.put(it.promiseId(), new Account(it.postings(), true));
            case TransferReserved it -> {
                Account account = promises.get(it.promiseId());
                account.agreed.add(it.walletId());
                depart(account, postings(it.walletId(), it.legs()));
            }
            case TransferAccepted it -> promises.get(it.promiseId()).agreed.add(it.walletId());
            case TransferSettled it -> settle(it.walletId(), it.promiseId());
            case JournalSettled it -> settle(it.walletId(), it.promiseId());
            case TransferReceived it -> {
                Account account = promises.get(it.promiseId());
                assertThat(account.settled || !account.ofSeveral)
                        .as("no wallet has money of a promise that not all have agreed to: " + it)
                        .isTrue();
                account.received.addAll(it.postings());
                it.postings().forEach(each -> add(inFlight, each.money().negated()));
            }
            case TransferReturned it -> {
                Account account = promises.get(it.promiseId());
                assertThat(account.settled)
                        .as("settled and yet returned: " + it)
                        .isFalse();
                List<Posting> back = postings(it.walletId(), it.legs());
                account.returned.addAll(back);
                back.forEach(each -> add(inFlight, each.money().negated()));
            }
            case Fact.OfNoBalance none -> {}
            case Fact.OfOneBalance none -> {}
        }
    }

    private void depart(Account account, List<Posting> postings) {
        account.given.addAll(postings);
        postings.forEach(each -> add(inFlight, each.money()));
    }

    private void settle(WalletId by, PromiseId promiseId) {
        if (!promiseId.sender().equals(by)) {
            return;
        }
        Account account = promises.get(promiseId);
        assertThat(account.agreed)
                .as("all have agreed to " + promiseId)
                .isEqualTo(OpenPromise.participants(by, account.promised));
        account.settled = true;
    }

    /** Every promise was kept by all or returned to all, whole. */
    void assertConverged() {
        promises.forEach((id, account) -> {
            if (account.received.isEmpty()) {
                assertThat(account.returned)
                        .as(id + " was returned")
                        .containsExactlyInAnyOrderElementsOf(account.given);
            } else {
                assertThat(account.received).as(id + " was kept").containsExactlyInAnyOrderElementsOf(account.promised);
                assertThat(account.given).as(id + " was kept").containsExactlyInAnyOrderElementsOf(account.promised);
                assertThat(account.returned).as(id + " was kept").isEmpty();
            }
        });
    }

    private static List<Posting> postings(WalletId from, List<Leg> legs) {
        return legs.stream().map(leg -> Posting.of(from, leg)).toList();
    }

    private static void add(Map<Currency, Money> sums, Money money) {
        sums.merge(money.currency(), money, Money::plus);
    }
}
