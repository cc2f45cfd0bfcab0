package dev.promissory.operations.audit;

import dev.promissory.operations.scratch.Rows;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UpkeepJson;
import dev.promissory.protocol.UpkeepState;
import dev.promissory.views.GenerationName;
import dev.promissory.views.SeenHold;
import dev.promissory.views.SeenLine;
import dev.promissory.views.SeenPart;
import dev.promissory.views.SeenWallet;
import dev.promissory.views.ViewChangelogs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the views keep, as an instance would restore it from Kafka: wallets, statements, holds, promises, the supply. */
final class ViewSide {

    private static final int KEEPER = 2;

    private final Differences differences;
    private final Optional<Tail> walletRows;
    private final Optional<Tail> promiseRows;
    private final Optional<Tail> supplyRows;
    private final Comparison<SeenWallet> wallets;
    private final ViewLines lines;
    private final Comparison<SeenHold> holds;
    private final Comparison<SeenPart> parts;
    private final SupplyComparison supply;
    private final FoldedHolds foldedHolds;
    private final FoldedParts foldedParts;

    /** Takes the cut: what the views say they have folded, they must know. */
    ViewSide(Topics topics, FoldedWallets folded, Scratch scratch, Differences differences) {
        this.differences = differences;
        ViewChangelogs views = ViewChangelogs.of(serving(topics));
        Map<Integer, Long> progress = topics.progress(views.group(), Topic.FACTS.topicName());
        boolean haveFolded = !progress.isEmpty();
        this.walletRows = Tail.expected(topics, views.wallets(), Where.VIEWS, haveFolded, differences);
        this.promiseRows = Tail.expected(topics, views.promises(), Where.VIEWS, haveFolded, differences);
        this.supplyRows = Tail.expected(topics, views.supply(), Where.VIEWS, haveFolded, differences);
        this.wallets =
                new Comparison<>(side("wallet", walletRows, progress), folded.keptBy(KEEPER, 1), new ViewWallets());
        this.lines = new ViewLines(side("statement", walletRows, progress), scratch.rows());
        this.holds = new Comparison<>(side("hold", walletRows, progress), scratch.rows(), new ViewHolds());
        this.parts = new Comparison<>(side("promise", promiseRows, progress), scratch.rows(), new ViewParts());
        this.supply = new SupplyComparison(side("supply", supplyRows, progress));
        this.foldedHolds = new FoldedHolds(scratch.rows(), holds);
        this.foldedParts = new FoldedParts(scratch.rows(), parts, differences);
    }

    /** The generation that answers, by what stands on wallet.upkeep; the first where nothing does. */
    private static GenerationName serving(Topics topics) {
        AtomicReference<UpkeepState> state = new AtomicReference<>(UpkeepState.INITIAL);
        String upkeep = Topic.UPKEEP.topicName();
        if (topics.exists(upkeep)) {
            topics.read(
                    upkeep,
                    topics.begins(upkeep),
                    topics.committedEnds(upkeep),
                    record -> Json.ifReadable(record.value(), UpkeepJson::read)
                            .ifPresent(next -> state.updateAndGet(before -> before.after(next))));
        }
        return new GenerationName(state.get().viewsGeneration());
    }

    /** Of rows whose topic is missing, which is told, none is missed. */
    private Side side(String row, Optional<Tail> rows, Map<Integer, Long> cut) {
        return new Side(Where.VIEWS, "the views' " + row, rows.isPresent() ? cut : Map.of(), differences);
    }

    /** Whether there are any views. */
    boolean found() {
        return walletRows.isPresent();
    }

    /** How many records {@link #load} will read at most. */
    long left() {
        return walletRows.map(Tail::left).orElse(0L)
                + promiseRows.map(Tail::left).orElse(0L)
                + supplyRows.map(Tail::left).orElse(0L);
    }

    void load() {
        walletRows.ifPresent(tail -> tail.readOn(this::keep));
        promiseRows.ifPresent(tail -> tail.readOn(record -> parts.keep(record.key(), record.value())));
        supplyRows.ifPresent(
                tail -> tail.readOn(record -> supply.keep(record.partition(), record.key(), record.value())));
    }

    /** Among the wallets lie rows of other kinds, which are found by these. */
    private void keep(ConsumerRecord<byte[], byte[]> record) {
        if (SeenWallet.idOf(record.key()).isPresent()) {
            wallets.keep(record.key(), record.value());
        } else if (SeenLine.isKey(record.key())) {
            lines.keep(record.key(), record.value());
        } else if (SeenHold.isKey(record.key())) {
            holds.keep(record.key(), record.value());
        }
    }

    void folded(GoodFact fact) {
        SeenWallet wallet = new SeenWallet(fact.after(), fact.hash(), Optional.empty());
        wallets.folded(SeenWallet.key(fact.after()), fact.fact().sequence() - 1, wallet, fact);
        lines.folded(fact);
        foldedHolds.fold(fact);
        foldedParts.fold(fact);
        supply.folded(fact);
    }

    /** The parts that wallets take in promises, as the facts tell them. */
    FoldedParts parts() {
        return foldedParts;
    }

    /** @param suspects the wallets that something was found against */
    void end(FoldedWallets folded, Rows suspects) {
        wallets.end(folded, suspects);
        lines.end();
        holds.end(folded, suspects);
        parts.end(folded, suspects);
        supply.end();
    }

    AuditReport.Compared compared() {
        return new AuditReport.Compared(
                wallets.compared() + lines.compared() + holds.compared() + parts.compared() + supply.compared(),
                wallets.behind() + lines.behind() + holds.behind() + parts.behind() + supply.behind());
    }
}
