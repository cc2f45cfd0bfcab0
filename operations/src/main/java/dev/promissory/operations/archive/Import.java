package dev.promissory.operations.archive;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.archive.FactCheck.Finding;
import dev.promissory.operations.archive.Manifest.Part;
import dev.promissory.operations.log.Progress;
import dev.promissory.operations.scratch.Interruption;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Loads an archive into a system that is empty. First everything is checked: the files against the manifest, every seal,
 * every chain, every sum. Only then is anything written, all of it in one transaction: an import that is interrupted has
 * not happened, and is run again.
 *
 * <p>Facts stay what they are, byte by byte; each goes to the partition on which its wallet lives here. From the first
 * record on the stewards stand still, until their state has been worked out anew.
 */
public final class Import {

    private static final int DEFAULT_PARTITIONS = 24;

    private final ArchiveReader archive;
    private final Optional<SigningKey> key;
    private final Progress progress;
    private final boolean sealedEnd;
    private long facts;
    private long transfers;

    private Import(ArchiveReader archive, Optional<SigningKey> key, Progress progress, boolean sealedEnd) {
        this.archive = archive;
        this.key = key;
        this.progress = progress;
        this.sealedEnd = sealedEnd;
    }

    /**
     * @param sealedEnd whether the key vouches for the end of the archive: if not, facts that somebody has cut off there
     *     would go unnoticed
     */
    public record Report(long facts, long wallets, long transfers, boolean sealedEnd) {}

    /**
     * @param key of the system that the archive is of; without it macs are not checked
     * @param unsigned whether the manifest may lack its mac though there is a key
     * @param partitions as {@link dev.promissory.protocol.TopicProvisioner} has it
     * @param progress is told how far it is
     * @throws ArchiveException when the archive does not verify, or the system is not empty; nothing is written then
     */
    public static Report from(
            Path folder,
            KafkaConnection kafka,
            OptionalInt partitions,
            Optional<SigningKey> key,
            boolean unsigned,
            Progress progress)
            throws IOException {
        Import work = of(folder, key, unsigned, progress);
        long wallets = work.verify();
        work.load(kafka, partitions);
        return new Report(work.facts, wallets, work.transfers, work.sealedEnd);
    }

    /** Looks at the manifest; nothing else has been looked at yet. */
    static Import of(Path folder, Optional<SigningKey> key, boolean unsigned, Progress progress) throws IOException {
        Manifest.Signed signed = Manifest.find(folder, key)
                .orElseThrow(() -> new ArchiveException(folder + " is no archive: it has no manifest"));
        requireUsable(folder, signed);
        if (key.isPresent() && signed.genuine().isEmpty() && !unsigned) {
            throw new ArchiveException(
                    "the manifest in " + folder + " has no mac: it was exported without a key, or"
                            + " somebody took the mac away and perhaps facts with it; --unsigned-archive imports it all the same");
        }
        ArchiveReader archive = new ArchiveReader(folder, signed.manifest());
        return new Import(archive, key, progress, signed.genuine().orElse(false));
    }

    private static void requireUsable(Path folder, Manifest.Signed signed) {
        if (!signed.genuine().orElse(true)) {
            throw new ArchiveException("the manifest in " + folder + " is not of this key, or has been altered; the key"
                    + " must be that of the system the facts come from");
        }
        if (!signed.manifest().complete()) {
            throw new ArchiveException("the export into " + folder + " has not ended; run it again first");
        }
        if (signed.manifest().broken() > 0) {
            throw new ArchiveException("the facts in " + folder + " were not whole when they were exported: "
                    + signed.manifest().broken() + " do not follow what came before them");
        }
    }

    /** How many wallets there are, when all of the archive is as it must be. */
    long verify() throws IOException {
        try (Interruption interruption = new Interruption();
                Scratch scratch = Scratch.open("import")) {
            interruption.onSignal(scratch::callOff);
            FactCheck check =
                    new FactCheck(scratch, key, archive.manifest().source().partitions());
            progress.begin("facts verified", lines());
            for (int partition = 0; partition < archive.manifest().facts().size(); partition++) {
                archive.facts(partition, (file, line, record) -> {
                    requireGood(check, file, line, record);
                    progress.advance(1, 1);
                });
            }
            Optional<Sealer> sealer = key.map(Sealer::new);
            archive.transfers((file, line, record) -> requireSigned(sealer, file, line, record));
            progress.end();
            return check.wallets();
        }
    }

    private static void requireGood(FactCheck check, Path file, long line, ArchivedRecord record) {
        if (record.setAside().isPresent()) {
            return;
        }
        switch (check.check(record)) {
            case Finding.Next good -> {}
            case Finding.Broken broken -> throw refused(file, line, broken.reason());
            case Finding.Stranger stranger -> throw refused(file, line, named(record) + ": " + stranger.reason());
        }
    }

    private static void requireSigned(Optional<Sealer> sealer, Path file, long line, ArchivedRecord record) {
        boolean signed = record.key() != null
                && record.value() != null
                && sealer.map(own -> own.isSigned(record.headers(), record.value()))
                        .orElse(true);
        if (!signed) {
            throw refused(file, line, "no steward has signed this message with this key");
        }
    }

    private void load(KafkaConnection kafka, OptionalInt partitions) throws IOException {
        try (TargetTopics topics = new TargetTopics(kafka, partitions, DEFAULT_PARTITIONS)) {
            topics.requireEmpty();
            try {
                topics.takeOver();
                load(topics);
            } catch (IOException | RuntimeException e) {
                if (!topics.committing()) {
                    topics.giveUp(e.getMessage());
                }
                throw e;
            }
        }
    }

    private void load(TargetTopics topics) throws IOException {
        progress.begin("facts loaded", lines());
        int count = topics.layout().walletPartitions();
        topics.begin();
        for (int partition = 0; partition < archive.manifest().facts().size(); partition++) {
            archive.facts(partition, (file, line, record) -> {
                if (record.setAside().isEmpty()) {
                    topics.send(imported(Topic.FACTS, record, count));
                    facts++;
                }
                progress.advance(1, 1);
            });
        }
        archive.transfers((file, line, record) -> {
            topics.send(imported(Topic.TRANSFERS, record, count));
            transfers++;
        });
        topics.requireEmpty();
        topics.commit();
        topics.awaitVisible();
        progress.end();
    }

    private static ProducerRecord<byte[], byte[]> imported(Topic topic, ArchivedRecord record, int partitions) {
        return new ProducerRecord<>(
                topic.topicName(),
                WalletPartitions.of(record.key(), partitions),
                record.timestampMs(),
                record.key(),
                record.value(),
                imported(record.headers()));
    }

    private static Headers imported(Headers headers) {
        Headers imported = new RecordHeaders();
        for (Header header : headers) {
            boolean cause = header.key().equals(HeaderNames.CAUSE);
            imported.add(cause ? HeaderNames.IMPORTED_CAUSE : header.key(), header.value());
        }
        return imported;
    }

    private long lines() {
        return archive.manifest().facts().stream().mapToLong(Part::lines).sum();
    }

    /** What the record claims to be, as far as that can be read. */
    private static String named(ArchivedRecord record) {
        String wallet =
                record.key() == null ? "no wallet" : "wallet " + new String(record.key(), StandardCharsets.UTF_8);
        return Json.ifReadable(record.value(), value -> new Fields(Json.readObject(value)).sequence(1))
                .map(sequence -> wallet + ", sequence " + sequence)
                .orElse(wallet);
    }

    private static ArchiveException refused(Path file, long line, String reason) {
        return new ArchiveException(file + ", line " + (line + 1) + ": " + reason + "; nothing was imported");
    }
}
