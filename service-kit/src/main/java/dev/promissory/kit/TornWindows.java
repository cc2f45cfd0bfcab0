package dev.promissory.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a window store that was not closed may lack rows of its last minutes without knowing it. It is one RocksDB for
 * each segment of time, each with the changelog offset up to which it has all rows, and each of them brings rows and
 * offset to disk together, but at a time of its own. Kafka Streams (4.3.1, {@code AbstractSegments}) takes the offset of
 * the newest that has one for that of all. So it is right only once the older side of each border between two segments
 * has been written to disk some time after that border.
 */
final class TornWindows {

    /** Rows that come late for their segment are expected within this time after the next has begun. */
    private static final Duration LATE = Duration.ofHours(1);

    private static final Pattern START_MS = Pattern.compile("\\d{1,18}");

    private TornWindows() {}

    /** @param store the folder of a store of any kind, in its task's */
    static boolean isTorn(Path store) throws IOException {
        List<Path> segments = segments(store);
        for (int i = 1; i < segments.size(); i++) {
            if (isTorn(segments.get(i - 1), segments.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTorn(Path older, Path newer) throws IOException {
        // RocksDB writes its identity when it makes a database, and never again.
        Optional<Instant> begun = lastWritten(newer, "IDENTITY");
        Optional<Instant> oneSide = lastWritten(older, ".sst");
        if (begun.isEmpty() || oneSide.isEmpty()) {
            return true;
        }
        if (lastWritten(newer, ".sst").isEmpty()) {
            // Then the older one's offset counts, which must not be of a time when rows went into the newer one, too.
            return !oneSide.get().isBefore(begun.get());
        }
        return oneSide.get().isBefore(begun.get().plus(LATE));
    }

    /** The oldest first: each is named after its store and the time at which it starts. */
    private static List<Path> segments(Path store) throws IOException {
        String prefix = store.getFileName() + ".";
        try (Stream<Path> entries = Files.list(store)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(prefix))
                    .filter(entry -> START_MS.matcher(startOf(entry, prefix)).matches())
                    .sorted(Comparator.comparingLong(entry -> Long.parseLong(startOf(entry, prefix))))
                    .toList();
        }
    }

    private static String startOf(Path segment, String prefix) {
        return segment.getFileName().toString().substring(prefix.length());
    }

    private static Optional<Instant> lastWritten(Path segment, String ending) throws IOException {
        try (Stream<Path> files = Files.list(segment)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .map(TornWindows::lastWritten)
                    .max(Comparator.naturalOrder());
        }
    }

    private static Instant lastWritten(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
