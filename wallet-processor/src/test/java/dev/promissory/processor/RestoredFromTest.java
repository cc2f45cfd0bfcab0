package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoredFromTest {

    @TempDir
    private Path folder;

    @Test
    void itIsTheChangelogsThatWereNotedLast() {
        RestoredFrom stores = new RestoredFrom(folder.resolve("state"));
        assertThat(stores.is("")).as("nothing is known").isFalse();

        stores.note("wallets=a\n");
        stores.note("wallets=b\n");

        RestoredFrom later = new RestoredFrom(folder.resolve("state"));
        assertThat(later.is("wallets=b\n")).isTrue();
        assertThat(later.is("wallets=a\n")).isFalse();
    }
}
