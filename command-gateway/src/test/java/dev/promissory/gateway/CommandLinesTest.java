package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.gateway.CommandLines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommandLinesTest {

    @Test
    void readsLineByLine() throws IOException {
        assertThat(lines("", 10)).isEmpty();
        assertThat(lines("a", 10)).containsExactly("1 a");
        assertThat(lines("a\n", 10)).containsExactly("1 a");
        assertThat(lines("a\nb", 10)).containsExactly("1 a", "2 b");
        assertThat(lines("a\r\nb\r\n", 10)).containsExactly("1 a", "2 b");
        assertThat(lines("a\rb\r\r\nc\r", 10)).containsExactly("1 a\rb\r", "2 c");
        assertThat(lines("\n\n", 10)).containsExactly("1 blank", "2 blank");
        assertThat(lines("a\n \t\r\nb\n", 10)).containsExactly("1 a", "2 blank", "3 b");
    }

    @Test
    void passesOverALineThatIsTooLong() throws IOException {
        assertThat(lines("1234\n12345\n1\n", 4)).containsExactly("1 1234", "2 too long", "3 1");
        assertThat(lines("12345", 4)).containsExactly("1 too long");
        assertThat(lines("     \n1", 4)).containsExactly("1 too long", "2 1");
        assertThat(lines("x".repeat(100_000) + "\n" + "y".repeat(40_000) + "\nz", 40_000))
                .containsExactly("1 too long", "2 " + "y".repeat(40_000), "3 z");
    }

    @Test
    void doesNotCountWhatEndsALine() throws IOException {
        assertThat(lines("1234\r\n12345\r\n1234\r", 4)).containsExactly("1 1234", "2 too long", "3 1234");
        assertThat(lines("1234\r5\n123\r\r\n1", 4)).containsExactly("1 too long", "2 123\r", "3 1");
    }

    @Test
    void findsTheSameLinesHoweverTheBytesArrive() throws IOException {
        String text = "one\n\n" + "x".repeat(50) + "\nthree\r\n" + "y".repeat(20) + "\r\n" + "z".repeat(20);
        List<String> whole = lines(text, 20);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            assertThat(lines(new Trickle(text, random), 20)).isEqualTo(whole);
        }
    }

    private static List<String> lines(String text, int maxBytes) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), maxBytes);
    }

    private static List<String> lines(InputStream in, int maxBytes) throws IOException {
        CommandLines lines = new CommandLines(in, maxBytes);
        List<String> all = new ArrayList<>();
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(
                    switch (line.get()) {
                        case Line.Blank blank -> blank.number() + " blank";
                        case Line.TooLong tooLong -> tooLong.number() + " too long";
                        case Line.Text text -> text.number() + " " + new String(text.bytes(), StandardCharsets.UTF_8);
                    });
        }
        return all;
    }

    /** Hands out a few bytes at a time, as a network does. */
    private static final class Trickle extends ByteArrayInputStream {
        private final Random random;

        Trickle(String text, Random random) {
            super(text.getBytes(StandardCharsets.UTF_8));
            this.random = random;
        }

        @Override
        public int read(byte[] buffer) {
            return read(buffer, 0, Math.min(buffer.length, 1 + random.nextInt(9)));
        }
    }
}
