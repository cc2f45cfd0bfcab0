package dev.promissory.operations.archive;

import dev.promissory.protocol.Sha256;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads what {@link MemberAppender} has written, member by member; nothing of a member is given out before all of it was
 * there and fits its checksum.
 */
final class MemberReader implements Closeable {

    /** What an appender writes before each member; the last byte is the system's, and of no use here. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0};

    private static final int TRAILER_BYTES = 8;
    private static final int CHUNK_BYTES = 1 << 16;

    /** Far more than an appender puts into one: what claims more is not its work. */
    private static final int MOST_MEMBER_BYTES = 64 << 20;

    private final Path path;
    private final MessageDigest digest = Sha256.digest();
    private final InputStream file;
    private final Inflater inflater = new Inflater(true);
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int filled;
    private int used;
    private long taken;
    private long wholeBytes;
    private boolean torn;

    MemberReader(Path path) throws IOException {
        this.path = path;
        this.file = new DigestInputStream(new BufferedInputStream(Files.newInputStream(path), CHUNK_BYTES), digest);
    }

    /**
     * The lines of the next member, without their ends; empty at the file's end, and where it ends within a member.
     *
     * @throws ArchiveException when the bytes are no such member
     */
    Optional<List<byte[]>> next() throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        try {
            List<byte[]> lines = lines(member());
            wholeBytes = taken;
            return Optional.of(lines);
        } catch (EOFException e) {
            // Told by torn(): whoever appends cuts it off, whoever loads refuses it.
            torn = true;
            return Optional.empty();
        }
    }

    /** The SHA-256 of a file, hexadecimal, whatever is in it. */
    static String sha256Hex(Path path) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether the file ended within a member. */
    boolean torn() {
        return torn;
    }

    /** Up to the end of the last whole member. */
    long wholeBytes() {
        return wholeBytes;
    }

    /** The SHA-256 of all that the file holds, hexadecimal, once {@link #next} has come to its end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        file.close();
    }

    private byte[] member() throws IOException {
        byte[] header = take(HEADER.length + 1);
        if (!Arrays.equals(header, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            throw damaged();
        }
        byte[] text = inflate();
        byte[] trailer = take(TRAILER_BYTES);
        CRC32 sum = new CRC32();
        sum.update(text);
        if (number(trailer, 0) != sum.getValue() || number(trailer, 4) != text.length) {
            throw damaged();
        }
        return text;
    }

    private byte[] inflate() throws IOException {
        inflater.reset();
        byte[] text = new byte[2 << 20];
        int length = 0;
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput()) {
                    requireFilled();
                    inflater.setInput(chunk, used, filled - used);
                    taken += filled - used;
                    used = filled;
                }
                if (length == text.length) {
                    if (length >= MOST_MEMBER_BYTES) {
                        throw damaged();
                    }
                    text = Arrays.copyOf(text, 2 * length);
                }
                int more = inflater.inflate(text, length, text.length - length);
                if (more == 0 && inflater.needsDictionary()) {
                    throw damaged();
                }
                length += more;
            }
        } catch (DataFormatException e) {
            throw damaged();
        }
        used -= inflater.getRemaining();
        taken -= inflater.getRemaining();
        return Arrays.copyOf(text, length);
    }

    private List<byte[]> lines(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length; at++) {
            if (text[at] == '\n') {
                lines.add(Arrays.copyOfRange(text, start, at));
                start = at + 1;
            }
        }
        if (start < text.length || lines.isEmpty()) {
            throw damaged();
        }
        return lines;
    }

    private byte[] take(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; at++) {
            requireFilled();
            bytes[at] = chunk[used++];
            taken++;
        }
        return bytes;
    }

    private void requireFilled() throws IOException {
        if (!fill()) {
            throw new EOFException();
        }
    }

    private boolean fill() throws IOException {
        if (used < filled) {
            return true;
        }
        used = 0;
        filled = Math.max(0, file.read(chunk));
        return filled > 0;
    }

    private ArchiveException damaged() {
        return new ArchiveException(path + " is damaged behind byte " + wholeBytes);
    }

    private static long number(byte[] bytes, int at) {
        return (bytes[at] & 0xffL)
                | (bytes[at + 1] & 0xffL) << 8
                | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
    }
}
