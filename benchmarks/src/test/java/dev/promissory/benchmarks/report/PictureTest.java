package dev.promissory.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.benchmarks.load.Ending;
import dev.promissory.benchmarks.load.Recorder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureTest {

    @TempDir
    private Path folder;

    @Test
    void latenciesAreDrawn() throws IOException {
        Recorder recorder = new Recorder();
        for (int request = 0; request < 1_000; request++) {
            recorder.record(System.nanoTime() - request * 10_000L, Map.of(Ending.GOOD, 1L));
        }

        assertIsDrawn(Picture.percentiles("deposits", List.of(Measured.of("deposits", recorder.result()))));
    }

    @Test
    void ratesAreDrawn() throws IOException {
        assertIsDrawn(Picture.bars(
                "processor", List.of(Measured.rate("bare", 40_000, 1), Measured.rate("stewards", 28_000, 1))));
    }

    @Test
    void curvesAreDrawn() throws IOException {
        assertIsDrawn(Picture.curves(
                "curves",
                new Curves(
                        "wallets",
                        List.of(1_000L, 10_000L, 100_000L),
                        "per second",
                        Map.of("bare", List.of(40.0, 39.0, 35.0), "stewards", List.of(28.0, 27.5)))));
    }

    private void assertIsDrawn(BufferedImage image) throws IOException {
        Path file = folder.resolve("picture.png");

        Picture.write(image, file);

        BufferedImage read = ImageIO.read(file.toFile());
        assertThat(read.getWidth()).isEqualTo(1_000);
        assertThat(colours(read)).hasSizeGreaterThan(2);
    }

    private static Set<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(pixel -> image.getRGB(pixel % image.getWidth(), pixel / image.getWidth()))
                .collect(Collectors.toSet());
    }
}
