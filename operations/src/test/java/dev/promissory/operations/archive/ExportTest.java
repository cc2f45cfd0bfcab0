package dev.promissory.operations.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Progress;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an export leaves in its folder, and what an import believes of it before it writes anything. */
class ExportTest {

    private static final Optional<SigningKey> KEY = Optional.of(TopicsInMemory.KEY);
    private static final SigningKey ANOTHER = SigningKey.of("another key, also of 32 bytes. .".getBytes());
    private static final String WALLET = "alice";

    /** Of an archive's bytes each run alters some others. */
    private static final int EVERY = 41;

    @TempDir
    private Path folder;

    private final TopicsInMemory topics = new TopicsInMemory();
    private int deposits;

    @BeforeEach
    void somebodyDeposits() {
        deposit();
        deposit();
        deposit();
    }

    @Test
    void anArchiveOfWhatStewardsWroteIsBelieved() throws IOException {
        Export.Report report = export();

        assertThat(report).isEqualTo(new Export.Report(3, 1, 0, 0, 0, 0, List.of()));
        assertThat(verify(KEY)).isEqualTo(1);
        assertThat(verify(Optional.empty())).isEqualTo(1);
    }

    @Test
    void runAgainItAddsWhatIsNew() throws IOException {
        export();
        byte[] before = Files.readAllBytes(file());
        deposit();

        assertThat(export().facts()).isEqualTo(4);
        assertThat(Files.readAllBytes(file())).startsWith(before);
        assertThat(sequences()).containsExactly(1, 2, 3, 4);
        assertThat(verify(KEY)).isEqualTo(1);
    }

    @Test
    void whereverItWasInterruptedItGoesOnBehindTheLastWholeRecord() throws IOException {
        export();
        byte[] first = Files.readAllBytes(file());
        deposit();
        export();
        byte[] both = Files.readAllBytes(file());
        for (int length : List.of(0, 1, first.length - 1, first.length, first.length + 1, both.length - 1)) {
            Files.write(file(), Arrays.copyOf(both, length));

            assertThat(export().facts()).isEqualTo(4);
            assertThat(sequences()).as("cut at %d", length).containsExactly(1, 2, 3, 4);
        }
        assertThat(verify(KEY)).isEqualTo(1);
    }

    @Test
    void anExportThatHasNotEndedIsNotImported() throws IOException {
        Manifest.begun(topics.source()).write(folder, KEY);

        assertRefused("the export into " + folder + " has not ended; run it again first");
    }

    @Test
    void anExportThatWasRunAgainAndInterruptedIsNotImported() throws IOException {
        export();
        byte[] manifest = Files.readAllBytes(folder.resolve("manifest.json"));
        deposit();
        export();
        Files.write(folder.resolve("manifest.json"), manifest);

        assertRefused("is not what the manifest says");
    }

    @Test
    void anotherSystemsFactsDoNotComeIntoTheFolder() throws IOException {
        export();
        topics.beMadeAnew();

        assertThatThrownBy(this::export)
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("is the archive of another system");
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("letters.txt"), "mine");

        assertThatThrownBy(this::export)
                .isInstanceOf(ArchiveException.class)
                .hasMessage(folder + " is neither empty nor an archive; nothing was written");
        assertThat(folder).isDirectoryContaining("glob:**letters.txt").isDirectoryNotContaining("glob:**manifest*");
    }

    @Test
    void twoExportsIntoOneFolderAtOnceAreRefused() throws IOException {
        try (FolderLock other = FolderLock.take(folder)) {
            assertThatThrownBy(this::export)
                    .isInstanceOf(ArchiveException.class)
                    .hasMessage("another export is at work in " + other.folder() + "; nothing was written");
        }

        assertThat(export().facts()).isPositive();
    }

    @Test
    void noAlteredByteOfAnyFileIsBelieved() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        export();
        List<Path> files;
        try (var entries = Files.list(folder)) {
            files = entries.filter(file -> !file.endsWith(FolderLock.FILE)).toList();
        }
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = random.nextInt(EVERY); at < whole.length; at += EVERY) {
                byte[] altered = whole.clone();
                altered[at] ^= 1;
                Files.write(file, altered);
                assertThatThrownBy(() -> verify(KEY))
                        .as("%s, byte %d", file, at)
                        .isInstanceOf(ArchiveException.class);
            }
            Files.write(file, whole);
        }
        assertThat(verify(KEY)).isEqualTo(1);
    }

    @Test
    void aMissingFileIsNoticed() throws IOException {
        export();
        Files.delete(Manifest.transfersFile(folder));

        assertRefused("transfers.ndjson.gz is missing");
    }

    @Test
    void aRecordThatIsMissingIsNamed() throws IOException {
        export();
        rewrite(lines -> lines.remove(1));

        assertRefused("line 2: wallet alice, sequence 3: sequence 2 is missing; nothing was imported");
    }

    @Test
    void recordsInAnotherOrderAreRefused() throws IOException {
        export();
        rewrite(lines -> lines.add(lines.remove(1)));

        assertRefused("line 2: wallet alice, sequence 3: sequence 2 is missing");
    }

    @Test
    void aRecordTooManyIsRefused() throws IOException {
        export();
        rewrite(lines -> {
            ArchivedRecord last = lines.getLast();
            lines.add(new ArchivedRecord(
                    last.partition(), last.offset() + 2, 0, last.key(), last.value(), last.headers(), last.setAside()));
        });

        assertRefused("line 4: wallet alice, sequence 3: a copy of a fact before it");
    }

    @Test
    void anAlteredFactIsNamed() throws IOException {
        export();
        rewrite(lines -> {
            ArchivedRecord second = lines.get(1);
            byte[] value = new String(second.value(), StandardCharsets.UTF_8)
                    .replace("1.00", "9.00")
                    .getBytes(StandardCharsets.UTF_8);
            lines.set(
                    1,
                    new ArchivedRecord(
                            second.partition(),
                            second.offset(),
                            0,
                            second.key(),
                            value,
                            second.headers(),
                            second.setAside()));
        });

        assertRefused("line 2: wallet alice, sequence 2: its hash does not fit its bytes");
    }

    @Test
    void anotherKeyThanTheSystemsIsToldSo() throws IOException {
        export();

        assertThatThrownBy(() -> verify(Optional.of(ANOTHER)))
                .hasMessageContaining("the key must be that of the system the facts come from");
    }

    @Test
    void anArchiveThatWasMadeWithoutAKeyIsCheckedWithIt() throws IOException {
        Export.to(folder, topics, Optional.empty(), Progress.NONE);

        assertThat(Import.of(folder, KEY, true, Progress.NONE).verify()).isEqualTo(1);
        assertThatThrownBy(() -> Import.of(folder, Optional.of(ANOTHER), true, Progress.NONE)
                        .verify())
                .hasMessageContaining("wallet alice, sequence 1: its mac is not of this key");
    }

    /** Whoever cut facts off at the end, and the mac from the manifest, must not pass for an export without a key. */
    @Test
    void whereThereIsAKeyAManifestWithoutAMacIsRefusedUnlessSomebodyKnowsWhy() throws IOException {
        export();
        Manifest.find(folder, KEY).orElseThrow().manifest().write(folder, Optional.empty());

        assertRefused("has no mac: it was exported without a key, or somebody took the mac away");
        assertThat(verify(Optional.empty())).isEqualTo(1);
    }

    @Test
    void copiesOfAnyFactBeforeAreSetAsideWhereverTheyLie() throws IOException {
        ConsumerRecord<byte[], byte[]> older = topics.lastOf(WALLET);
        deposit();
        deposit();
        topics.write(Topic.FACTS, WALLET, older.value(), older.headers());
        topics.write(Topic.FACTS, "bob", older.value(), older.headers());

        Export.Report report = export();

        assertThat(report.setAside()).isEqualTo(2);
        assertThat(report.broken()).isZero();
        assertThat(verify(KEY)).isEqualTo(1);
    }

    /** In base64, and the more so escaped, it makes a line longer than any record may be. */
    @Test
    void aLongRecordThatIsNoFactSpoilsNoArchive() throws IOException {
        byte[] noText = new byte[900_000];
        Arrays.fill(noText, (byte) 0xff);
        topics.write(Topic.FACTS, WALLET, noText, new RecordHeaders());
        topics.write(Topic.FACTS, WALLET, new byte[900_000], new RecordHeaders());

        assertThat(export().setAside()).isEqualTo(2);
        assertThat(export().setAside()).isEqualTo(2);
        assertThat(verify(KEY)).isEqualTo(1);
    }

    @Test
    void whatNoStewardWroteIsKeptAndCountsForNothing() throws IOException {
        topics.write(Topic.FACTS, WALLET, HeaderNames.text("garbage"), new RecordHeaders());
        ConsumerRecord<byte[], byte[]> copied = topics.lastOf(WALLET);
        deposit();
        topics.write(Topic.FACTS, WALLET, copied.value(), copied.headers());

        Export.Report report = export();

        assertThat(report.setAside()).isEqualTo(2);
        assertThat(report.broken()).isZero();
        assertThat(verify(KEY)).isEqualTo(1);
        assertThat(export()).isEqualTo(report);
    }

    @Test
    void aHistoryWithAHoleIsExportedAndNotImported() throws IOException {
        topics.forget(WALLET);
        deposit();

        Export.Report report = export();

        assertThat(report.broken()).isEqualTo(1);
        assertThat(report.problems())
                .singleElement()
                .asString()
                .endsWith("wallet alice, sequence 4: sequence 3 is missing");
        assertRefused("were not whole when they were exported");
    }

    private Export.Report export() throws IOException {
        return Export.to(folder, topics, KEY, Progress.NONE);
    }

    private long verify(Optional<SigningKey> key) throws IOException {
        return Import.of(folder, key, false, Progress.NONE).verify();
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> verify(KEY))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(reason);
    }

    private List<Integer> sequences() throws IOException {
        List<Integer> sequences = new ArrayList<>();
        reader().facts(partition(), (file, line, record) -> sequences.add(sequences.size() + 1));
        return sequences;
    }

    private ArchiveReader reader() throws IOException {
        return new ArchiveReader(
                folder, Manifest.find(folder, KEY).orElseThrow().manifest());
    }

    private interface Rewriting {
        void of(List<ArchivedRecord> lines);
    }

    /** By somebody who has the key to the manifest, and not to the facts: only the chains tell. */
    private void rewrite(Rewriting rewriting) throws IOException {
        List<ArchivedRecord> lines = new ArrayList<>();
        reader().facts(partition(), (file, line, record) -> lines.add(record));
        rewriting.of(lines);
        Files.delete(file());
        try (MemberAppender appender = new MemberAppender(file())) {
            for (ArchivedRecord line : lines) {
                appender.append(ArchiveLine.write(line));
            }
        }
        Manifest manifest = reader().manifest();
        List<Manifest.Part> parts = new ArrayList<>(manifest.facts());
        parts.set(partition(), new Manifest.Part(lines.size(), 99, MemberReader.sha256Hex(file())));
        new Manifest(manifest.source(), parts, manifest.transfers(), 0).write(folder, KEY);
    }

    private Path file() {
        return Manifest.factsFile(folder, partition());
    }

    private static int partition() {
        return WalletPartitions.of(WALLET, TopicsInMemory.PARTITIONS);
    }

    private void deposit() {
        deposits++;
        WalletId alice = new WalletId(WALLET);
        FactHead head = new FactHead(
                alice,
                deposits,
                new CommandId("d-" + deposits),
                Instant.parse("2026-11-23T08:00:00Z").plusSeconds(deposits),
                Memo.none());
        Money one = Money.of("1.00", "EUR");
        Balance balance = new Balance(Money.of(deposits + ".00", "EUR"), Money.of("0.00", "EUR"));
        topics.write(new Fact.MoneyDeposited(head, one, balance, Occasion.NONE));
    }
}
