package dev.promissory.operations.audit;

import dev.promissory.operations.scratch.FactIndex;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.processor.KeptWallet;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What the stewards keep of their wallets, and the answers they remember, as an instance would restore it from Kafka. */
final class StewardSide {

    private static final int KEEPER = 1;

    private final Optional<Tail> walletRows;
    private final Optional<Tail> answerRows;
    private final Comparison<KeptWallet> wallets;
    private final AnswerCheck answers;

    /** Takes the cut: of the facts that are committed now, the stewards must know. */
    StewardSide(Topics topics, FoldedWallets folded, Scratch scratch, Differences differences) {
        String facts = Topic.FACTS.topicName();
        Map<Integer, Long> committed = topics.committedEnds(facts);
        boolean anyFacts = committed.values().stream().anyMatch(end -> end > 0);
        this.walletRows = tail(StewardStore.WALLETS, topics, anyFacts, differences);
        this.answerRows = tail(StewardStore.REMEMBERED_COMMANDS, topics, anyFacts, differences);
        Map<Integer, Long> cut = walletRows.isPresent() ? committed : Map.of();
        Side side = new Side(Where.STEWARDS, "the stewards' wallet", cut, differences);
        this.wallets = new Comparison<>(side, folded.keptBy(KEEPER, 0), new StewardWallets());
        this.answers = new AnswerCheck(scratch.rows(), differences);
    }

    private static Optional<Tail> tail(StewardStore store, Topics topics, boolean anyFacts, Differences differences) {
        return Tail.expected(topics, store.changelogTopic(), Where.STEWARDS, anyFacts, differences);
    }

    /** How many records {@link #load} will read at most. */
    long left() {
        return walletRows.map(Tail::left).orElse(0L)
                + answerRows.map(Tail::left).orElse(0L);
    }

    void load() {
        walletRows.ifPresent(tail -> tail.readOn(record -> wallets.keep(record.key(), record.value())));
        answerRows.ifPresent(tail -> tail.readOn(record -> answers.keep(record.key(), record.value())));
    }

    void folded(GoodFact fact) {
        byte[] key = fact.walletId().value().getBytes(StandardCharsets.US_ASCII);
        wallets.folded(key, fact.fact().sequence() - 1, new KeptWallet(fact.after(), fact.hash()), fact);
    }

    /** @param suspects the wallets that something was found against */
    void end(FoldedWallets folded, FactIndex index, Rows suspects) {
        wallets.end(folded, suspects);
        answers.end(folded, index);
    }

    long answers() {
        return answers.answers();
    }

    /** @param remembered rows of the stewards' memory that were found to be right too */
    AuditReport.Compared compared(long remembered) {
        return new AuditReport.Compared(wallets.compared() + remembered, wallets.behind());
    }
}
