package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.UpkeepWatch;
import dev.promissory.operations.log.Progress;
import dev.promissory.operations.scratch.ScratchFolder;
import dev.promissory.processor.FoldRules;
import dev.promissory.processor.StewardCopy;
import dev.promissory.processor.StewardFault;
import dev.promissory.processor.StewardFold;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Upkeep.StewardsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.StewardsRebuildBegun;
import dev.promissory.protocol.Upkeep.StewardsRebuildEnded;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;

/**
 * Discards what the stewards remember and puts in its place what follows from the facts, while everything else goes on
 * running. The stewards stand still from its first record on wallet.upkeep to its last. Killed at any moment, it leaves
 * them standing: run again, it begins anew, from the facts.
 */
public final class StewardsRebuild {

    private static final Duration ADMIN_CLOSE = Duration.ofSeconds(1);

    private final RebuildSettings settings;
    private final KafkaConnection kafka;
    private final SigningKey key;
    private final PrintStream out;
    private final StewardsInKafka cluster;
    private final CommittedRecords records;
    private final Changelogs changelogs;
    private final String rebuildId = UUID.randomUUID().toString();

    /** Whether the stewards can still go on with what they had. */
    private boolean oldStateIsWhole;

    private StewardsRebuild(RebuildSettings settings, SigningKey key, Admin admin, PrintStream out, Progress progress) {
        this.settings = settings;
        this.kafka = settings.kafka();
        this.key = key;
        this.out = out;
        this.cluster = StewardsInKafka.of(admin);
        this.records = new CommittedRecords(kafka, progress);
        this.changelogs = new Changelogs(admin, records, cluster.layout().walletPartitions());
    }

    /**
     * Rebuilds; false when what the stewards had was not what follows from the facts.
     *
     * @throws RebuildException when it cannot be done, and then says whether the stewards go on
     * @throws KafkaUnavailableException when Kafka does not answer
     * @throws IllegalArgumentException when there is no signing key
     */
    public static boolean run(RebuildSettings settings, PrintStream out, Progress progress) {
        SigningKey key = SigningKey.load(settings.signingKeyFile());
        Admin admin = Admin.create(settings.kafka().with(Map.of()));
        try {
            return new StewardsRebuild(settings, key, admin, out, progress).run();
        } finally {
            admin.close(ADMIN_CLOSE);
        }
    }

    private boolean run() {
        long start = System.nanoTime();
        // First of all: from here on no other rebuild can end, so what upkeep says of one stays true.
        try (RebuildWriter writer = new RebuildWriter(kafka)) {
            boolean begunBefore = isUnderWay();
            oldStateIsWhole = !begunBefore && changelogs.areAllThere();
            out.println(
                    begunBefore
                            ? "A rebuild of the stewards has begun and not ended; this one takes its place."
                            : "Rebuilding the stewards' state; until that has ended they decide nothing.");
            writer.say(new StewardsRebuildBegun(rebuildId));
            if (!oldStateIsWhole) {
                changelogs.makeMissing(settings.rememberFor());
            }
            boolean identical = replace(writer);
            writer.say(new StewardsRebuildEnded(rebuildId));
            out.printf(
                    Locale.ROOT,
                    "The stewards' state is rebuilt, after %.1f s; they decide again.%n",
                    (System.nanoTime() - start) / 1e9);
            return identical;
        }
    }

    private boolean isUnderWay() {
        try (UpkeepWatch upkeep = UpkeepWatch.open(kafka)) {
            return upkeep.state().stewardsRebuild().isPresent();
        }
    }

    private boolean replace(RebuildWriter writer) {
        try (ScratchFolder scratch = ScratchFolder.make("rebuild");
                StewardGroup group = StewardGroup.take(kafka, cluster.admin(), settings.patience())) {
            out.println("All processors have stopped.");
            FoldRules rules =
                    new FoldRules(Optional.of(key), settings.rememberFor(), cluster.layout(), cluster.inputs());
            try (StewardFold fold = StewardFold.open(rules, scratch.path().resolve("fold"))) {
                List<StewardFault> faults = new FoldedTopics(records, cluster).into(fold);
                boolean identical = judge(fold, faults, scratch);
                group.requireAlone();
                oldStateIsWhole = false;
                changelogs.makeAnew(settings.rememberFor());
                changelogs.write(fold, writer);
                changelogs.require(fold);
                group.requireAlone();
                return identical;
            }
        } catch (RebuildException | KafkaUnavailableException e) {
            throw new RebuildException(e.getMessage() + "; " + giveUp(writer, e), e);
        } catch (RuntimeException e) {
            out.println("The rebuild broke; " + giveUp(writer, e));
            throw e;
        }
    }

    private boolean judge(StewardFold fold, List<StewardFault> faults, ScratchFolder scratch) {
        Judgement judgement = new Judgement(fold, faults, settings.forged(), out);
        if (!oldStateIsWhole) {
            return judgement.identical(Optional.empty(), settings.rememberFor());
        }
        try (StewardCopy copy =
                StewardCopy.open(fold.partitions(), scratch.path().resolve("copy"))) {
            changelogs.copyTo(copy);
            return judgement.identical(Optional.of(copy), settings.rememberFor());
        }
    }

    /** Lets the stewards go on if they can; says what they do. */
    private String giveUp(RebuildWriter writer, RuntimeException cause) {
        if (writer.isFenced()) {
            return "that one is in charge of the stewards now";
        }
        if (!oldStateIsWhole) {
            return "the stewards stand still until ./promissory rebuild processor is run again and ends";
        }
        writer.say(new StewardsRebuildAbandoned(rebuildId, String.valueOf(cause.getMessage())));
        return "nothing was changed, and the stewards go on with the state they had";
    }
}
