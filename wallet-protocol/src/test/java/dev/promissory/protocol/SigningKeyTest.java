package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final String DIGITS = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

    @TempDir
    private Path folder;

    @Test
    void isMadeOnceAndLoadedFromThenOn() throws IOException {
        Path file = folder.resolve("deep/er/signing.key");

        String made = macWith(SigningKey.loadOrCreate(file));
        String text = Files.readString(file);

        assertThat(text).matches("[0-9a-f]{64}\n");
        assertThat(macWith(SigningKey.loadOrCreate(file))).isEqualTo(made);
        assertThat(macWith(SigningKey.load(file))).isEqualTo(made);
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(macWith(SigningKey.of(HexFormat.of().parseHex(text.strip()))))
                .isEqualTo(made);
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(macWith(SigningKey.loadOrCreate(folder.resolve("one"))))
                .isNotEqualTo(macWith(SigningKey.loadOrCreate(folder.resolve("other"))));
    }

    @Test
    void isForItsOwnerAlone() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("signing.key");

        SigningKey.loadOrCreate(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesNothingElseBehind() throws IOException {
        SigningKey.loadOrCreate(folder.resolve("signing.key"));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("signing.key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\t", "\r\n"})
    void mayEndInWhitespace(String end) throws IOException {
        Path file = Files.writeString(folder.resolve("signing.key"), DIGITS + end);

        assertThat(macWith(SigningKey.load(file)))
                .isEqualTo(macWith(SigningKey.of(HexFormat.of().parseHex(DIGITS))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "00",
                "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEF",
                "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF0",
                "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFG",
                "0x112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF",
                "00112233445566778899aabbccddeeff 0112233445566778899AABBCCDDEEFF"
            })
    void refusesAnIllFormedFileAndLeavesItAlone(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("signing.key"), text);

        assertThatThrownBy(() -> SigningKey.loadOrCreate(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("64 hexadecimal digits");
        assertThat(file).hasContent(text);
    }

    @Test
    void refusesWhatItCannotReadOrMake() throws IOException {
        Path missing = folder.resolve("signing.key");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        Path underAFile = Files.writeString(folder.resolve("file"), "x").resolve("signing.key");

        assertThatThrownBy(() -> SigningKey.load(missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing.toString());
        assertThatThrownBy(() -> SigningKey.load(binary)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.loadOrCreate(folder)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.loadOrCreate(underAFile)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has32Bytes() {
        assertThatThrownBy(() -> SigningKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKey.of(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neverShowsItself() {
        assertThat(SigningKey.of(HexFormat.of().parseHex(DIGITS)).toString()).doesNotContainIgnoringCase("00112233");
    }

    @Test
    void makersAtTheSameTimeAgree() throws Exception {
        int makers = 8;
        try (ExecutorService threads = Executors.newFixedThreadPool(makers)) {
            for (int round = 0; round < 20; round++) {
                Path file = folder.resolve("signing-" + round + ".key");
                CyclicBarrier together = new CyclicBarrier(makers);
                List<Future<String>> macs = new ArrayList<>();
                for (int maker = 0; maker < makers; maker++) {
                    macs.add(threads.submit(() -> {
                        together.await(10, TimeUnit.SECONDS);
                        return macWith(SigningKey.loadOrCreate(file));
                    }));
                }
                String expected = macs.getFirst().get(10, TimeUnit.SECONDS);
                for (Future<String> mac : macs) {
                    assertThat(mac.get(10, TimeUnit.SECONDS)).isEqualTo(expected);
                }
                assertThat(macWith(SigningKey.load(file))).isEqualTo(expected);
            }
        }
    }

    private static String macWith(SigningKey key) {
        return HexFormat.of().formatHex(new Sealer(key).macOf("a message".getBytes(UTF_8)));
    }
}
