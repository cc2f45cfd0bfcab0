package dev.promissory.operations.archive;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.archive.FactCheck.Finding;
import dev.promissory.operations.archive.Manifest.Part;
import dev.promissory.operations.archive.PromiseTrail.Place;
import dev.promissory.operations.log.Progress;
import dev.promissory.operations.scratch.Interruption;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Writes wallet.facts, as it stands, into a folder: a file of lines for each partition, up to the end that it has at the
 * start. The system may go on working meanwhile. Run again, it reads and checks what the folder has and goes on behind it;
 * what an interruption left half written is cut off.
 *
 * <p>What is under way between wallets goes with it, or no promise that is open would ever end elsewhere. Its end is asked
 * for after that of the facts, and without regard to what is committed yet: a message and the fact that it follows from
 * are written in one transaction, so none is missed.
 */
public final class Export {

    private static final int MOST_NAMED = 20;

    private final WalletTopics topics;
    private final Path folder;
    private final Optional<SigningKey> key;
    private final Progress progress;
    private final List<String> problems = new ArrayList<>();
    private long broken;
    private long setAside;
    private long facts;

    private Export(WalletTopics topics, Path folder, Optional<SigningKey> key, Progress progress) {
        this.topics = topics;
        this.folder = folder;
        this.key = key;
        this.progress = progress;
    }

    /**
     * @param facts in the archive
     * @param beyond facts in its files that follow from what it does not have yet; the next export takes them in
     * @param setAside records that no steward wrote
     * @param broken records that carry a seal and do not follow what came before; the first of them named in problems
     */
    public record Report(
            long facts, long wallets, long beyond, long transfers, long setAside, long broken, List<String> problems) {}

    /**
     * @param folder made when it is missing; one process at a time
     * @param key without which macs are not checked
     * @param progress is told how far it is
     * @throws ArchiveException when the folder has something else, or is damaged
     */
    public static Report to(Path folder, KafkaConnection kafka, Optional<SigningKey> key, Progress progress)
            throws IOException {
        try (Interruption interruption = new Interruption();
                SourceTopics topics = new SourceTopics(kafka)) {
            interruption.onSignal(topics::stop);
            return to(folder, topics, key, progress);
        }
    }

    static Report to(Path folder, WalletTopics topics, Optional<SigningKey> key, Progress progress) throws IOException {
        Files.createDirectories(folder);
        try (FolderLock held = FolderLock.take(folder);
                Scratch scratch = Scratch.open("export")) {
            return new Export(topics, held.folder(), key, progress).run(scratch);
        }
    }

    private Report run(Scratch scratch) throws IOException {
        Manifest.Source source = topics.source();
        requireOwn(source);
        long[] ends = topics.committedEnds(Topic.FACTS, source.partitions());
        long[] transferEnds = topics.writtenEnds(Topic.TRANSFERS, source.partitions());
        FactCheck check = new FactCheck(scratch, key, source.partitions());
        PromiseTrail trail = new PromiseTrail(scratch.rows());
        long[] lines = new long[source.partitions()];
        long[] nextOffsets = new long[source.partitions()];
        progress.begin("facts", LongStream.of(ends).sum());
        for (int partition = 0; partition < source.partitions(); partition++) {
            FactsFile file = new FactsFile(partition, check, trail);
            file.takeUp();
            file.extend(ends[partition]);
            lines[partition] = file.lines;
            nextOffsets[partition] = Math.max(file.nextOffset, ends[partition]);
        }
        progress.end();
        TransfersFile transfers = new TransfersFile(folder, topics, key, trail);
        transfers.noteRefusals(transferEnds, check);
        // Broken chains lack causes everywhere; such an archive is good for looking at, and nothing need be consistent.
        Cut cut = broken > 0 ? Cut.at(lines) : Cut.consistent(lines, trail);
        long messages = transfers.write(transferEnds, cut);
        writeManifest(
                source,
                cut,
                nextOffsets,
                new Part(messages, 0, MemberReader.sha256Hex(Manifest.transfersFile(folder))));
        long beyond = LongStream.of(lines).sum()
                - cut.lines().stream().mapToLong(Long::longValue).sum();
        return new Report(facts, check.wallets(), beyond, messages, setAside, broken, List.copyOf(problems));
    }

    private void requireOwn(Manifest.Source source) throws IOException {
        Optional<Manifest> found = Manifest.find(folder, key).map(Manifest.Signed::manifest);
        if (found.isEmpty()) {
            try (var entries = Files.list(folder)) {
                if (entries.anyMatch(entry -> !entry.endsWith(FolderLock.FILE))) {
                    throw new ArchiveException(folder + " is neither empty nor an archive; nothing was written");
                }
            }
            Manifest.begun(source).write(folder, key);
        } else if (!found.get().source().equals(source)) {
            throw new ArchiveException(
                    folder + " is the archive of another system, or of topics that were made anew since; nothing was"
                            + " written");
        }
    }

    private void writeManifest(Manifest.Source source, Cut cut, long[] nextOffsets, Part transfers) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (int partition = 0; partition < source.partitions(); partition++) {
            parts.add(new Part(
                    cut.lines(partition),
                    nextOffsets[partition],
                    MemberReader.sha256Hex(Manifest.factsFile(folder, partition))));
        }
        new Manifest(source, parts, Optional.of(transfers), broken).write(folder, key);
    }

    /** One partition's file, as it is being checked and extended. */
    private final class FactsFile {

        private final int partition;
        private final Path path;
        private final FactCheck check;
        private final PromiseTrail trail;
        private long lines;
        private long nextOffset;

        FactsFile(int partition, FactCheck check, PromiseTrail trail) {
            this.partition = partition;
            this.path = Manifest.factsFile(folder, partition);
            this.check = check;
            this.trail = trail;
        }

        void takeUp() throws IOException {
            if (!Files.exists(path)) {
                return;
            }
            long whole;
            boolean torn;
            try (MemberReader reader = new MemberReader(path)) {
                for (Optional<List<byte[]>> member = reader.next(); member.isPresent(); member = reader.next()) {
                    for (byte[] line : member.get()) {
                        ArchivedRecord record = ArchiveLine.read(path, line);
                        if (record.partition() != partition || record.offset() < nextOffset) {
                            throw new ArchiveException(path + " is damaged at line " + (lines + 1) + ": it has offset "
                                    + record.offset() + " of partition " + record.partition());
                        }
                        requireJudgedAlike(record, take(record));
                    }
                }
                whole = reader.wholeBytes();
                torn = reader.torn();
            }
            if (torn) {
                try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    file.truncate(whole);
                }
            }
        }

        private void requireJudgedAlike(ArchivedRecord before, ArchivedRecord now) {
            if (before.setAside().isPresent() != now.setAside().isPresent()) {
                throw new ArchiveException(path + " has a record at offset " + before.offset()
                        + " that was judged otherwise, by an export with another key or with none; export into another"
                        + " folder");
            }
        }

        void extend(long end) throws IOException {
            try (MemberAppender appender = new MemberAppender(path)) {
                topics.read(
                        Topic.FACTS,
                        partition,
                        nextOffset,
                        end,
                        record -> appender.append(ArchiveLine.write(take(ArchivedRecord.of(record)))));
            }
        }

        private ArchivedRecord take(ArchivedRecord record) {
            ArchivedRecord taken = record;
            switch (check.check(record)) {
                case Finding.Next next -> {
                    facts++;
                    trail.note(next.fact(), new Place(partition, lines));
                }
                case Finding.Stranger stranger -> {
                    setAside++;
                    taken = record.settingAside(stranger.reason());
                }
                case Finding.Broken found -> {
                    broken++;
                    if (problems.size() < MOST_NAMED) {
                        problems.add(Topic.FACTS.topicName() + "-" + partition + "@" + record.offset() + ": "
                                + found.reason());
                    }
                }
            }
            lines++;
            progress.advance(1, record.offset() + 1 - nextOffset);
            nextOffset = record.offset() + 1;
            return taken;
        }
    }
}
