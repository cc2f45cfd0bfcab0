package dev.promissory.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * The lines of an NDJSON body, one after the other, never holding more than one and hardly more of it than is allowed.
 * A line ends with a line feed, or with a carriage return and a line feed; the last one may lack them.
 */
final class CommandLines {

    private static final int CHUNK_BYTES = 16 * 1024;

    private final InputStream body;
    private final int maxBytes;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private int position;
    private int end;
    private long number;

    CommandLines(InputStream body, int maxBytes) {
        this.body = body;
        this.maxBytes = maxBytes;
    }

    /** A line, without what ends it. */
    sealed interface Line {

        /** Counted from 1. */
        long number();

        /** Nothing but white space. */
        record Blank(long number) implements Line {}

        record Text(long number, byte[] bytes) implements Line {}

        /** Longer than is allowed; it has been passed over. */
        record TooLong(long number) implements Line {}
    }

    /** The next line; empty when there are no more. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        boolean begun = false;
        while (position < end || fill()) {
            begun = true;
            int lineFeed = lineFeed();
            int length = lineFeed - position;
            // One more than is allowed may be the carriage return that ends the line.
            tooLong |= line.size() + length > maxBytes + 1;
            if (!tooLong) {
                line.write(chunk, position, length);
            }
            position = lineFeed + 1;
            if (lineFeed < end) {
                return Optional.of(line(line.toByteArray(), tooLong));
            }
        }
        return begun ? Optional.of(line(line.toByteArray(), tooLong)) : Optional.empty();
    }

    private Line line(byte[] read, boolean passedOver) {
        number++;
        byte[] bytes = withoutCarriageReturn(read);
        if (passedOver || bytes.length > maxBytes) {
            return new Line.TooLong(number);
        }
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return new Line.Text(number, bytes);
            }
        }
        return new Line.Blank(number);
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        int last = line.length - 1;
        return last >= 0 && line[last] == '\r' ? Arrays.copyOf(line, last) : line;
    }

    /** Where the line ends: at a line feed, or where the chunk does. */
    private int lineFeed() {
        int i = position;
        while (i < end && chunk[i] != '\n') {
            i++;
        }
        return i;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, body.read(chunk));
        return end > 0;
    }
}
