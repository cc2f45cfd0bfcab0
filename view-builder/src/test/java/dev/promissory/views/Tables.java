package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One partition's tables in memory, and the fold over them. Offsets count from 0. */
final class Tables {

    final MapTable wallets = new MapTable();
    final MapTable promises = new MapTable();
    final MapTable supply = new MapTable();

    /** So that a short history has some. */
    private static final int SNAPSHOT_EVERY = 2;

    private final Optional<SigningKey> key;
    private final int snapshotEvery;
    private FactFold fold;
    private long offset;

    Tables(Optional<SigningKey> key) {
        this(key, SNAPSHOT_EVERY);
    }

    private Tables(Optional<SigningKey> key, int snapshotEvery) {
        this.key = key;
        this.snapshotEvery = snapshotEvery;
        forget();
    }

    /** As a service does that has just started: what lies in the tables is all there is. */
    void forget() {
        FactJudge judge = new FactJudge(wallets, new SealCheck(key), any -> 0);
        HistoryFold history = new HistoryFold(wallets, snapshotEvery);
        DoubtIndex doubts = new DoubtIndex(wallets, new Doubts.Count());
        fold = new FactFold(wallets, promises, supply, history, judge, doubts);
    }

    static Tables withKey() {
        return new Tables(Optional.of(Pen.KEY));
    }

    static Tables withSnapshots(int every) {
        return new Tables(Optional.of(Pen.KEY), every);
    }

    Verdict fold(SealedFact fact) {
        return fold.fold(fact.at(offset++));
    }

    Verdict fold(SealedFact fact, long at) {
        return fold.fold(fact.at(at));
    }

    Tables foldAll(SealedFact... facts) {
        for (SealedFact fact : facts) {
            fold(fact);
        }
        return this;
    }

    WalletRow wallet(String id) {
        return StewardRows.find(wallets::get, new WalletId(id)).orElseThrow();
    }

    WholePromise promise(String id) {
        PromiseId promiseId = PromiseId.parse(id).orElseThrow();
        SortedMap<WalletId, PromiseRow> rows = new TreeMap<>();
        promises.rows(Keys.promise(promiseId), LedgerKeys.lastPart(promiseId))
                .forEach((key, row) -> rows.put(LedgerKeys.partOf(promiseId, key), PromiseRow.fromBytes(row)));
        return WholePromise.of(promiseId, rows);
    }

    SupplyRow supply(String currency) {
        Currency code = new Currency(currency);
        return SupplyRow.fromBytes(code, supply.get(Keys.supply(code)));
    }

    List<Map<String, String>> contents() {
        return List.of(wallets.contents(), promises.contents(), supply.contents());
    }
}
