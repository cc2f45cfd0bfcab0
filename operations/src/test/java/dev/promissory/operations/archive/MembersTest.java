package dev.promissory.operations.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of lines, member by member, however it was interrupted. */
class MembersTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("lines.gz");
        append("one", "two");
        append("three");
    }

    @Test
    void whatWasAppendedIsThere() throws IOException {
        assertThat(lines(file)).containsExactly("one", "two", "three");
    }

    @Test
    void anyGzipReadsIt() throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            assertThat(reader.lines()).containsExactly("one", "two", "three");
        }
    }

    @Test
    void manyLinesMakeManyMembers() throws IOException {
        String long1 = "x".repeat(700_000);
        append(long1, long1, long1);

        assertThat(lines(file)).containsExactly("one", "two", "three", long1, long1, long1);
    }

    @Test
    void whereverItWasCutTheWholeMembersBeforeAreThere() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (MemberReader reader = new MemberReader(file)) {
                List<String> lines = lines(reader);
                boolean between = length == 0 || length == reader.wholeBytes();
                assertThat(reader.torn()).as("cut at %d", length).isEqualTo(!between);
                assertThat(lines).isIn(List.of(), List.of("one", "two"));
                assertThat(reader.wholeBytes()).isLessThanOrEqualTo(length);
            }
        }
    }

    @Test
    void noAlteredByteGoesUnnoticed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        String sum = MemberReader.sha256Hex(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            try (MemberReader reader = new MemberReader(file)) {
                lines(reader);
                assertThat(reader.torn() || !reader.sha256Hex().equals(sum))
                        .as("byte %d", at)
                        .isTrue();
            } catch (ArchiveException e) {
                assertThat(e).hasMessageStartingWith(file + " is damaged behind byte ");
            }
        }
    }

    @Test
    void whatIsNoMemberIsDamage() throws IOException {
        Files.write(file, "garbage, and enough of it".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> lines(file)).isInstanceOf(ArchiveException.class);
    }

    private void append(String... lines) throws IOException {
        try (MemberAppender appender = new MemberAppender(file)) {
            for (String line : lines) {
                appender.append(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        try (MemberReader reader = new MemberReader(file)) {
            return lines(reader);
        }
    }

    private static List<String> lines(MemberReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Optional<List<byte[]>> member = reader.next(); member.isPresent(); member = reader.next()) {
            member.get().forEach(line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        }
        return lines;
    }
}
