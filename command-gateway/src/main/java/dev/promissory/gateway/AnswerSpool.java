package dev.promissory.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers between the one who has them and a client that may not read yet. Many clients send their whole request before
 * they read a byte of the answer; if answers had nowhere to go meanwhile, both sides would wait for each other for
 * ever. A little is kept in memory, the rest in a temporary file, so memory stays bounded whatever the client does.
 *
 * <p>One thread appends, another copies. Once the file has reached its limit, appending waits.
 */
final class AnswerSpool implements AutoCloseable {

    private static final int MEMORY_BYTES = 1 << 20;
    private static final long FILE_BYTES = 1L << 30;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final int memoryLimit;
    private final long fileLimit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> memory = new ArrayDeque<>();
    private int inMemory;
    private FileChannel file;
    private long fileRead;
    private long fileWritten;
    private boolean finished;
    private boolean abandoned;
    private Optional<IOException> failure = Optional.empty();

    AnswerSpool() {
        this(MEMORY_BYTES, FILE_BYTES);
    }

    AnswerSpool(int memoryLimit, long fileLimit) {
        this.memoryLimit = memoryLimit;
        this.fileLimit = fileLimit;
    }

    /** Adds to the end; does nothing once the spool is abandoned. A full disk is the copier's to report. */
    void append(byte[] bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!abandoned && fileWritten >= fileLimit) {
                changed.await();
            }
            if (abandoned) {
                return;
            }
            // What is in the file is younger than what is in memory and older than this.
            if (fileWritten == 0 && inMemory + bytes.length <= memoryLimit) {
                memory.add(bytes);
                inMemory += bytes.length;
            } else {
                write(bytes);
            }
        } catch (IOException e) {
            failure = Optional.of(e);
            abandoned = true;
        } finally {
            changed.signalAll();
            lock.unlock();
        }
    }

    /** Says that nothing more will be appended. */
    void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says that nobody will read any more: what is here and what comes is of no use. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean abandoned() {
        lock.lock();
        try {
            return abandoned;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Copies all there is and will be, until it is finished or abandoned; flushes whenever it has to wait for more. An
     * answer of nothing is not even begun, so that it can still become another.
     */
    void copyTo(OutputStream out) throws IOException, InterruptedException {
        for (byte[] bytes = next(); bytes.length > 0; bytes = next()) {
            out.write(bytes);
            if (isCopied()) {
                out.flush();
            }
        }
    }

    /** What comes next, without waiting for a whole line; nothing at the end. */
    private byte[] next() throws IOException, InterruptedException {
        byte[] bytes = poll();
        if (bytes.length > 0) {
            return bytes;
        }
        lock.lockInterruptibly();
        try {
            while (!finished && !abandoned && isEmpty()) {
                changed.await();
            }
            return poll();
        } finally {
            lock.unlock();
        }
    }

    private byte[] poll() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (failure.isPresent()) {
                throw new IOException("answers cannot be kept", failure.get());
            }
            if (!memory.isEmpty()) {
                byte[] bytes = memory.remove();
                inMemory -= bytes.length;
                return bytes;
            }
            return abandoned || isEmpty() ? new byte[0] : read();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is nothing left for now. */
    private boolean isCopied() {
        lock.lock();
        try {
            return isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isEmpty() {
        return memory.isEmpty() && fileRead == fileWritten;
    }

    private void write(byte[] bytes) throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("promissory-answers-", ".ndjson");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            fileWritten += file.write(buffer, fileWritten);
        }
    }

    private byte[] read() throws IOException {
        byte[] bytes = new byte[(int) Math.min(CHUNK_BYTES, fileWritten - fileRead)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int count = file.read(buffer, fileRead);
            if (count < 0) {
                throw new IOException("the temporary file of answers is shorter than what was written to it");
            }
            fileRead += count;
        }
        if (fileRead == fileWritten) {
            file.truncate(0);
            fileRead = 0;
            fileWritten = 0;
            changed.signalAll();
        }
        return bytes;
    }

    /** Removes the file. To be called when nobody appends or copies any more. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
