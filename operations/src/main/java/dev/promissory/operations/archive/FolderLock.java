package dev.promissory.operations.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An archive's folder, held by one export: two that write one file would spoil it. A process that dies lets go of it. */
final class FolderLock implements AutoCloseable {

    /** It stays there: to delete it would let in two who wait for different files of that name. */
    static final String FILE = ".lock";

    private final Path folder;
    private final FileChannel file;

    private FolderLock(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /** @throws ArchiveException when another export is at work there */
    static FolderLock take(Path folder) throws IOException {
        FileChannel file = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isTaken(file)) {
            file.close();
            throw new ArchiveException("another export is at work in " + folder + "; nothing was written");
        }
        return new FolderLock(folder, file);
    }

    Path folder() {
        return folder;
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // By this same process.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
