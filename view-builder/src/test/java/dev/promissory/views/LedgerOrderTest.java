package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Money;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.views.PromiseRow.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Partitions are folded independently: a reader may see each of them at a point of its own. Whatever those points are,
 * no money is missing or there twice, and no promise is said to have ended before it has.
 */
final class LedgerOrderTest {

    private static final int ROUNDS = 150;

    @Test
    void noReaderSeesMoneyMissingOrTwice() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            Map<String, List<SealedFact>> chains = chains(LedgerWorld.history(random));
            Map<String, Tables> partitions = new TreeMap<>();
            chains.keySet().forEach(id -> partitions.put(id, Tables.withKey()));
            Set<String> wallets = Set.copyOf(chains.keySet());
            while (!chains.isEmpty()) {
                foldOneOfAny(chains, partitions, random);
                assertConserved(partitions, wallets, round);
            }
            for (Currency currency : List.of(new Currency("EUR"), new Currency("BTC"))) {
                assertThat(supply(partitions, currency).inFlight().isZero())
                        .as("%s in round %d", currency, round)
                        .isTrue();
            }
        }
    }

    @Test
    void noPromiseHasEndedBeforeItsFactsSaySo() {
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            List<SealedFact> history = LedgerWorld.history(random);
            Map<PromiseId, Set<WalletId>> receivers = new HashMap<>();
            history.stream().map(LedgerOrderTest::read).forEach(fact -> collectReceivers(fact, receivers));
            Map<String, List<SealedFact>> chains = chains(history);
            Map<String, Tables> one = new TreeMap<>();
            Tables tables = Tables.withKey();
            chains.keySet().forEach(id -> one.put(id, tables));
            List<Fact> seen = new ArrayList<>();
            while (!chains.isEmpty()) {
                seen.add(read(foldOneOfAny(chains, one, random)));
                for (PromiseId id : receivers.keySet()) {
                    assertEndedOnlyWhenItHas(tables, id, receivers.get(id), seen, round);
                }
            }
            for (PromiseId id : receivers.keySet()) {
                assertThat(tables.promise(id.toString()).status())
                        .as("%s in round %d", id, round)
                        .isNotEqualTo(Status.PENDING);
            }
        }
    }

    @Test
    void everyOrderOfPartitionsMakesTheSamePromises() {
        List<SealedFact> history = LedgerWorld.history(new Random(7));
        Tables inOrder = Tables.withKey();
        history.forEach(inOrder::fold);
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            Map<String, List<SealedFact>> chains = chains(history);
            Map<String, Tables> one = new TreeMap<>();
            Tables tables = Tables.withKey();
            chains.keySet().forEach(id -> one.put(id, tables));
            while (!chains.isEmpty()) {
                foldOneOfAny(chains, one, random);
            }
            assertThat(tables.promises.contents()).isEqualTo(inOrder.promises.contents());
        }
    }

    @Test
    void aRedeliveredFactChangesNothing() {
        List<SealedFact> history = LedgerWorld.history(new Random(3));
        Tables tables = Tables.withKey();
        history.forEach(tables::fold);
        List<Map<String, String>> before = tables.contents();

        for (int offset = 0; offset < history.size(); offset++) {
            tables.fold(history.get(offset), offset);
            assertThat(tables.contents())
                    .as("after %s again", read(history.get(offset)))
                    .isEqualTo(before);
        }
    }

    private static void assertConserved(Map<String, Tables> partitions, Set<String> wallets, int round) {
        for (Currency currency : List.of(new Currency("EUR"), new Currency("BTC"))) {
            SupplyRow supply = supply(partitions, currency);
            Money inWallets = Money.zero(currency);
            for (String id : wallets) {
                Wallet wallet = StewardRows.find(partitions.get(id).wallets::get, new WalletId(id))
                        .map(WalletRow::wallet)
                        .orElseGet(() -> Wallet.unopened(new WalletId(id)));
                inWallets = inWallets.plus(wallet.balance(currency).total());
            }
            assertThat(supply.balances()).as("%s in round %d", currency, round).isEqualTo(inWallets);
            assertThat(supply.conserved()).as("%s in round %d", currency, round).isTrue();
        }
    }

    private static SupplyRow supply(Map<String, Tables> partitions, Currency currency) {
        SupplyRow sum = SupplyRow.none(currency);
        for (Tables partition : partitions.values()) {
            byte[] row = partition.supply.get(Keys.supply(currency));
            sum = row == null ? sum : sum.plus(SupplyRow.fromBytes(currency, row));
        }
        return sum;
    }

    private static void assertEndedOnlyWhenItHas(
            Tables tables, PromiseId id, Set<WalletId> receivers, List<Fact> seen, int round) {
        if (seen.stream()
                .noneMatch(fact -> PromiseStep.of(fact)
                        .filter(step -> step.promiseId().equals(id))
                        .isPresent())) {
            return;
        }
        Status status = tables.promise(id.toString()).status();
        if (status == Status.KEPT) {
            Set<WalletId> received = seen.stream()
                    .filter(fact -> fact instanceof TransferReceived kept
                            && kept.promiseId().equals(id))
                    .map(Fact::walletId)
                    .collect(Collectors.toSet());
            assertThat(received).as("%s in round %d", id, round).isEqualTo(receivers);
        }
        if (status == Status.RETURNED) {
            Set<WalletId> out = new HashSet<>();
            for (Fact fact : seen) {
                if (fact instanceof TransferReserved reserved
                        && reserved.promiseId().equals(id)) {
                    out.add(fact.walletId());
                }
                if (fact instanceof TransferReturned returned
                        && returned.promiseId().equals(id)) {
                    out.remove(fact.walletId());
                }
            }
            assertThat(out).as("%s in round %d", id, round).isEmpty();
        }
    }

    private static void collectReceivers(Fact fact, Map<PromiseId, Set<WalletId>> receivers) {
        if (fact instanceof TransferPromised promised) {
            receivers.put(
                    promised.promiseId(), promised.legs().stream().map(Leg::to).collect(Collectors.toSet()));
        }
        if (fact instanceof JournalOpened opened) {
            receivers.put(
                    opened.promiseId(),
                    opened.postings().stream().map(Posting::to).collect(Collectors.toSet()));
        }
    }

    /** The facts of each wallet and journal, in their order. */
    private static Map<String, List<SealedFact>> chains(List<SealedFact> history) {
        Map<String, List<SealedFact>> chains = new TreeMap<>();
        history.forEach(fact ->
                chains.computeIfAbsent(fact.key(), id -> new ArrayList<>()).add(fact));
        return chains;
    }

    private static SealedFact foldOneOfAny(
            Map<String, List<SealedFact>> chains, Map<String, Tables> partitions, Random random) {
        List<String> left = List.copyOf(chains.keySet());
        String id = left.get(random.nextInt(left.size()));
        SealedFact fact = chains.get(id).removeFirst();
        partitions.get(id).fold(fact);
        if (chains.get(id).isEmpty()) {
            chains.remove(id);
        }
        return fact;
    }

    private static Fact read(SealedFact fact) {
        return FactJson.read(fact.value());
    }
}
