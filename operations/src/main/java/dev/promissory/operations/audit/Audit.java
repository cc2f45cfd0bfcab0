package dev.promissory.operations.audit;

import dev.promissory.operations.audit.AuditReport.Promises;
import dev.promissory.operations.log.Progress;
import dev.promissory.operations.scratch.FactIndex;
import dev.promissory.operations.scratch.Interruption;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One audit. What is committed in the middle of it makes no difference, because of the order in which it reads:
 *
 * <ol>
 *   <li>where the facts end and how far the views say they are: the cut
 *   <li>what stewards and views keep, up to what is written then: below the cut nothing can be missing
 *   <li>the facts, up to what is written then: whatever was kept has its facts
 * </ol>
 *
 * <p>So what lacks a fact below the cut has missed it, what lacks one above is only behind, and what has taken in a fact
 * that is not there is ahead of the truth.
 */
public final class Audit implements AutoCloseable {

    /** What has not come to rest by then is told as moving. */
    private static final int MOST_ROUNDS = 10;

    private final Topics topics;
    private final Progress progress;
    private final Duration stuckAfter;
    private final Instant now;
    private final Differences differences = new Differences();
    private final FoldedWallets wallets;
    private final FactIndex index;
    private final Rows suspects;
    private final Conservation conservation = new Conservation();
    private final StewardSide stewards;
    private final ViewSide views;
    private final MemoryCheck memory;
    private final PromiseCheck promises;
    private final FactCheck facts;
    private final boolean macsChecked;

    Audit(
            Topics topics,
            Scratch scratch,
            Optional<SigningKey> key,
            Duration stuckAfter,
            Clock clock,
            Progress progress) {
        this.topics = topics;
        this.progress = progress;
        this.stuckAfter = stuckAfter;
        this.now = clock.instant();
        this.wallets = new FoldedWallets(scratch.rows());
        this.index = new FactIndex(scratch.rows());
        this.suspects = scratch.rows();
        this.stewards = new StewardSide(topics, wallets, scratch, differences);
        this.views = new ViewSide(topics, wallets, scratch, differences);
        this.memory = new MemoryCheck(topics, key, clock, wallets, scratch, differences);
        this.promises = new PromiseCheck(views.parts(), wallets);
        int partitions = topics.begins(Topic.FACTS.topicName()).size();
        this.facts = new FactCheck(key, partitions, wallets, index, suspects, differences, this::folded);
        this.macsChecked = key.isPresent();
    }

    /**
     * Audits a cluster; it may be at work.
     *
     * @throws IllegalArgumentException when the key cannot be had, or there are no facts to audit
     * @throws dev.promissory.protocol.KafkaUnavailableException when Kafka does not answer
     */
    public static AuditReport run(AuditSettings settings, Progress progress) {
        Optional<SigningKey> key = settings.signingKeyFile().map(SigningKey::load);
        try (Interruption interruption = new Interruption();
                KafkaTopics topics = new KafkaTopics(settings.kafka(), progress)) {
            if (!topics.exists(Topic.FACTS.topicName())) {
                throw new IllegalArgumentException("There is no topic " + Topic.FACTS.topicName() + " at "
                        + settings.kafka().bootstrap() + ": nothing to audit.");
            }
            try (Scratch scratch = Scratch.open("audit");
                    Audit audit = new Audit(topics, scratch, key, settings.stuckAfter(), Clock.systemUTC(), progress)) {
                interruption.onSignal(() -> {
                    topics.stop();
                    scratch.callOff();
                });
                return audit.audit();
            }
        }
    }

    AuditReport audit() {
        long start = System.nanoTime();
        Tail tail = Tail.of(topics, Topic.FACTS.topicName()).orElseThrow();
        progress.begin("rows", stewards.left() + views.left() + memory.left());
        stewards.load();
        views.load();
        memory.load();
        progress.end();
        progress.begin("facts", tail.left());
        long loaded = System.nanoTime();
        tail.readOn(facts::check);
        progress.end();
        long read = System.nanoTime();
        promises.noteUnmade();
        memory.compare();
        for (int round = 1; memory.isAnotherNeeded() && round < MOST_ROUNDS; round++) {
            tail.readOn(facts::check);
            memory.compare();
        }
        tail.readOn(facts::check);
        end();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return report(took, Duration.ofNanos(read - loaded));
    }

    @Override
    public void close() {
        memory.close();
    }

    private void folded(GoodFact fact) {
        conservation.move(fact);
        stewards.folded(fact);
        memory.folded(fact);
        views.folded(fact);
    }

    /** What can be said only of the whole. */
    private void end() {
        wallets.forEach(folded -> conservation.count(folded.wallet()));
        stewards.end(wallets, index, suspects);
        views.end(wallets, suspects);
        conservation.end(differences);
        promises.end(stuckAfter, now, differences);
    }

    private AuditReport report(Duration took, Duration reading) {
        return new AuditReport(
                took,
                reading,
                macsChecked,
                facts.records(),
                facts.copies(),
                facts.wallets(),
                List.copyOf(conservation.books().values()),
                stewards.compared(memory.compared()),
                views.compared(),
                views.found(),
                stewards.answers(),
                new Promises(promises.promises(), promises.pending(), promises.stuck()),
                memory.moving(),
                differences.count(),
                differences.listed());
    }
}
