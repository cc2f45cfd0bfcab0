package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * After a crash the tables are wherever their changelogs and files happened to be, each at a point of its own at or
 * behind what was committed; then the records since the commit come again. The tables must end as if nothing had
 * happened.
 */
final class FoldCrashTest {

    private final List<SealedFact> history = history();

    /** The puts of a run without a crash, and how many of each table were done before each record. */
    private final Run whole = run(history);

    private record Run(Tables tables, List<int[]> before) {}

    /** All that can happen to a wallet, with good and bad records side by side. */
    private static List<SealedFact> history() {
        Pen pen = new Pen();
        List<SealedFact> history = new ArrayList<>();
        history.add(pen.noting("order-1", Map.of("tier", "gold")).open("alice", "Alice"));
        SealedFact copied = pen.deposit("alice", "100.00", "EUR");
        history.add(copied);
        history.add(pen.open("bob", null));
        history.add(pen.noting("order-1", Map.of()).promise("alice", "bob", "30.00", "EUR"));
        history.add(Pen.signedByAnother(pen.lie("bob", Fact.WalletClosed::new)));
        history.add(copied);
        history.add(pen.receive("alice~3"));
        history.add(pen.depositThatDoesNotAddUp("alice", "5.00", "500.00", "EUR"));
        history.add(pen.deposit("alice", "1.5", "BTC"));
        history.add(pen.freeze("bob"));
        SealedFact late = pen.promise("alice", "bob", "0.5", "BTC");
        SealedFact early = pen.deposit("alice", "7.00", "EUR");
        history.add(early);
        history.add(late);
        history.add(early);
        history.add(pen.refuse("alice~5"));
        history.add(pen.giveBack("alice~5"));
        history.add(history.get(1).withValue("{\"v\":1}"));
        history.add(pen.withdraw("alice", "2.00", "EUR"));
        SealedFact twin = pen.lie("bob", Fact.WalletClosed::new);
        history.add(pen.unfreeze("bob"));
        history.add(twin);
        history.add(pen.deposit("bob", "3.00", "EUR"));
        history.add(pen.depositThatDoesNotAddUp("bob", "1.00", "9.00", "EUR"));
        history.add(pen.withdraw("bob", "33.00", "EUR"));
        history.add(pen.promise("alice", "bob", "1.00", "BTC"));
        return history;
    }

    private static Run run(List<SealedFact> history) {
        Tables tables = Tables.withKey();
        List<int[]> before = new ArrayList<>();
        for (SealedFact fact : history) {
            before.add(counts(tables));
            tables.fold(fact);
        }
        before.add(counts(tables));
        return new Run(tables, before);
    }

    private static int[] counts(Tables tables) {
        return new int[] {
            tables.wallets.puts().size(),
            tables.promises.puts().size(),
            tables.supply.puts().size()
        };
    }

    @Test
    void theHistoryHasGoodAndBadFactsOfEveryKind() {
        assertThat(whole.tables().wallet("alice").trust().state()).isEqualTo("verified");
        assertThat(whole.tables().wallet("alice").wallet().sequence()).isEqualTo(9);
        assertThat(whole.tables().wallet("bob").trust().state()).isEqualTo("forked");
        assertThat(whole.tables().wallet("bob").wallet().sequence()).isEqualTo(7);
    }

    @Test
    void everyTableCutAtEveryPointAndEveryRedelivery() {
        List<Map<String, String>> expected = whole.tables().contents();
        for (int committed = 0; committed <= history.size(); committed++) {
            int[] least = whole.before().get(committed);
            for (int wallets = least[0];
                    wallets <= whole.tables().wallets.puts().size();
                    wallets++) {
                for (int promises = least[1];
                        promises <= whole.tables().promises.puts().size();
                        promises++) {
                    for (int supply = least[2];
                            supply <= whole.tables().supply.puts().size();
                            supply++) {
                        Tables crashed = Tables.withKey();
                        replay(whole.tables().wallets, crashed.wallets, wallets);
                        replay(whole.tables().promises, crashed.promises, promises);
                        replay(whole.tables().supply, crashed.supply, supply);
                        redeliver(history, crashed, committed);
                        assertThat(crashed.contents())
                                .as("committed %d, cut at %d/%d/%d", committed, wallets, promises, supply)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    /**
     * A store's file may be ahead of its changelog, which is then replayed over it from the last checkpoint: rows that
     * the changelog has since are set back to it, all others stay ahead. A cached store may have written any state of
     * each row.
     */
    @Test
    void rowsOfOneTableAtDifferentPoints() {
        everyRowAtAPointOfItsOwn(history, whole, 5_000);
    }

    /** The same with holds, schedules, journals and promises of several, and a journal's first fact forged at first. */
    @Test
    void rowsOfTheLedgerAtDifferentPoints() {
        List<SealedFact> ledger = new ArrayList<>(LedgerWorld.history(new Random(11)));
        int journal = 0;
        while (!ledger.get(journal).key().startsWith("j-")) {
            journal++;
        }
        ledger.add(journal, ledger.get(journal).withValue("{}"));
        everyRowAtAPointOfItsOwn(ledger, run(ledger), 2_000);
    }

    /** A doubt about it lies among the wallets until then, and has an entry among the doubted. */
    @Test
    void aJournalWhoseFirstFactWasForgedAtFirstIsNotDoubtedForEver() {
        SealedFact opened =
                new Stewards().journal("j-1", "alice bob 1.00 EUR").written().getFirst();
        List<SealedFact> journal = List.of(opened.withValue("{}"), opened);
        Run whole = run(journal);
        List<MapTable.Put> puts = whole.tables().wallets.puts();
        for (int cut = whole.before().get(1)[0]; cut <= puts.size(); cut++) {
            Tables crashed = Tables.withKey();
            replay(whole.tables().wallets, crashed.wallets, cut);
            redeliver(journal, crashed, 1);
            assertThat(crashed.contents())
                    .as("cut at %d", cut)
                    .isEqualTo(whole.tables().contents());
        }
        assertThat(whole.tables().wallets.rows(Keys.firstDoubted(), Keys.lastDoubted()))
                .isEmpty();
    }

    private static void everyRowAtAPointOfItsOwn(List<SealedFact> history, Run whole, int rounds) {
        Random random = new Random(20261123);
        List<Map<String, String>> expected = whole.tables().contents();
        for (int round = 0; round < rounds; round++) {
            int committed = random.nextInt(history.size() + 1);
            int[] least = whole.before().get(committed);
            Tables crashed = Tables.withKey();
            mix(whole.tables().wallets, crashed.wallets, least[0], random);
            mix(whole.tables().promises, crashed.promises, least[1], random);
            anyStates(whole.tables().supply, crashed.supply, least[2], random);
            redeliver(history, crashed, committed);
            assertThat(crashed.contents())
                    .as("round %d, committed %d", round, committed)
                    .isEqualTo(expected);
        }
    }

    private static void redeliver(List<SealedFact> history, Tables tables, int from) {
        for (int offset = from; offset < history.size(); offset++) {
            tables.fold(history.get(offset), offset);
        }
    }

    private static void replay(MapTable from, MapTable to, int count) {
        from.puts().subList(0, count).forEach(put -> to.put(put.key(), put.row()));
    }

    private static void mix(MapTable from, MapTable to, int committed, Random random) {
        int all = from.puts().size();
        int file = committed + random.nextInt(all - committed + 1);
        int changelog = committed + random.nextInt(all - committed + 1);
        int checkpoint = random.nextInt(committed + 1);
        replay(from, to, file);
        if (checkpoint <= changelog) {
            from.puts().subList(checkpoint, changelog).forEach(put -> to.put(put.key(), put.row()));
        }
    }

    private static void anyStates(MapTable from, MapTable to, int committed, Random random) {
        replay(from, to, committed);
        Map<Object, List<MapTable.Put>> later = new HashMap<>();
        from.puts()
                .subList(committed, from.puts().size())
                .forEach(put -> later.computeIfAbsent(put.key(), key -> new ArrayList<>())
                        .add(put));
        later.values().forEach(states -> {
            int kept = random.nextInt(states.size() + 1);
            if (kept > 0) {
                MapTable.Put put = states.get(kept - 1);
                to.put(put.key(), put.row());
            }
        });
    }
}
