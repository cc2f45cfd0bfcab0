package dev.promissory.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds everything one launched process keeps, locked for it alone: two brokers or two stewards on one
 * folder would destroy each other's files. The system gives the lock back when the process ends, however it ends.
 */
public final class DataFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder when it is missing, and locks it.
     *
     * @throws LaunchException when another process has the folder, or it cannot be made or written
     */
    public static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            FileChannel lockFile =
                    FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(lockFile)) {
                return new DataFolder(root, lockFile);
            }
            lockFile.close();
        } catch (IOException e) {
            throw new LaunchException("cannot use the data folder " + root + ": " + e, e);
        }
        throw new LaunchException("the data folder " + root
                + " is in use by another process; stop that one or choose another with --data");
    }

    /** Whether this process got the lock; false also when this very process had it already. */
    private static boolean isLocked(FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path root() {
        return root;
    }

    /** The embedded broker's log. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The stewards' local state, one folder below for each Kafka Streams application. */
    public Path processorState() {
        return root.resolve("streams-processor");
    }

    /** The views' local state. */
    public Path viewsState() {
        return root.resolve("streams-views");
    }

    /** The stewards' key for signing facts, unless a setting names another file. */
    public Path signingKey() {
        return root.resolve("signing.key");
    }

    /** The mint's local state. */
    public Path mintState() {
        return root.resolve("streams-mint");
    }

    /** The mint's own key, unless a setting names another file. */
    public Path mintKey() {
        return root.resolve("mint.key");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** Gives the folder back. The lock file stays: removing it could take it from under a process that just opened it. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new LaunchException("cannot release the data folder " + root + ": " + e, e);
        }
    }
}
