package dev.promissory.operations.archive;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Appends lines to a compressed file. About a megabyte of them makes a member of gzip, whole by itself, so that what an
 * interruption leaves of the last one can be cut off; any gzip reads all members as one text.
 */
final class MemberAppender implements Closeable {

    private static final int MEMBER_BYTES = 1 << 20;

    private final FileChannel file;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(MEMBER_BYTES + (MEMBER_BYTES >> 3));

    private boolean appended;

    MemberAppender(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void append(byte[] line) throws IOException {
        lines.write(line);
        lines.write('\n');
        if (lines.size() >= MEMBER_BYTES) {
            endMember();
        }
    }

    /** What was appended is on the disk, whatever happens next. */
    @Override
    public void close() throws IOException {
        try (file) {
            if (lines.size() > 0) {
                endMember();
            }
            if (appended) {
                file.force(true);
            }
        }
    }

    private void endMember() throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream(lines.size() / 2);
        try (GZIPOutputStream compressed = new GZIPOutputStream(member)) {
            lines.writeTo(compressed);
        }
        lines.reset();
        appended = true;
        ByteBuffer bytes = ByteBuffer.wrap(member.toByteArray());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
