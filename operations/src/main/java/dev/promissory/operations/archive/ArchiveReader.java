package dev.promissory.operations.archive;

import dev.promissory.operations.archive.Manifest.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the files of an archive just as its manifest says they are. */
record ArchiveReader(Path folder, Manifest manifest) {

    /** Is given line by line what belongs to the archive. */
    interface LineReader {
        void read(Path file, long line, ArchivedRecord record) throws IOException;
    }

    /** @throws ArchiveException when the file is another than the manifest says; by then its lines have been given out */
    void facts(int partition, LineReader reader) throws IOException {
        Path file = Manifest.factsFile(folder, partition);
        long[] lastOffset = {-1};
        read(file, manifest.facts().get(partition), (path, line, record) -> {
            if (record.partition() != partition || record.offset() <= lastOffset[0]) {
                throw new ArchiveException(path + ", line " + (line + 1) + ": offset " + record.offset()
                        + " of partition " + record.partition() + " is out of place");
            }
            lastOffset[0] = record.offset();
            reader.read(path, line, record);
        });
    }

    /** As {@link #facts}, of what is under way between wallets. */
    void transfers(LineReader reader) throws IOException {
        read(Manifest.transfersFile(folder), manifest.transfers().orElseThrow(), reader);
    }

    private static void read(Path file, Part part, LineReader reader) throws IOException {
        if (!Files.exists(file)) {
            throw new ArchiveException(file + " is missing");
        }
        long line = 0;
        try (MemberReader members = new MemberReader(file)) {
            for (Optional<List<byte[]>> member = members.next(); member.isPresent(); member = members.next()) {
                for (byte[] text : member.get()) {
                    if (line < part.lines()) {
                        reader.read(file, line, ArchiveLine.read(file, text));
                    }
                    line++;
                }
            }
            if (members.torn() || line < part.lines() || !members.sha256Hex().equals(part.sha256())) {
                throw new ArchiveException(file + " is not what the manifest says: it has been altered or cut short, or"
                        + " an export into this folder has not ended");
            }
        }
    }
}
