package dev.promissory.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Which changelogs the local stores were made from, noted beside them. Offsets in a changelog mean nothing in another of
 * the same name: stores that were made from one that has been deleted since must be thrown away.
 */
final class RestoredFrom {

    private static final String FILE = "changelogs";

    private final Path file;

    RestoredFrom(Path stateDir) {
        this.file = stateDir.resolve(FILE);
    }

    /** Whether it was these; false when nothing is noted. */
    boolean is(String changelogs) {
        try {
            return Files.exists(file) && Files.readString(file).equals(changelogs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    void note(String changelogs) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), FILE, ".draft");
            Files.writeString(draft, changelogs);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot note the changelogs in " + file, e);
        }
    }
}
