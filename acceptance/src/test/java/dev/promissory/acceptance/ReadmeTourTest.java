package dev.promissory.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README's tour, and of the ledger's after it, typed as it stands there, prints what stands below. */
class ReadmeTourTest {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DURATION = Pattern.compile("\"convergedInMs\":\\d+");
    private static final Pattern AGE = Pattern.compile("\"ageSeconds\":\\d+");
    private static final Pattern EVENT_ID = Pattern.compile("^id: .*");
    private static final Pattern GIFT_ID = Pattern.compile("gift-[0-9a-f]{32}");
    private static final Pattern AMOUNT = Pattern.compile("\"-?\\d+(\\.\\d+)?\"");
    private static final Pattern LAG = Pattern.compile("lag (-|\\d+)");

    /** A command and the lines it must print. */
    private record Step(String command, List<String> expected) {

        /** Whether it may be typed again without changing anything; views may need a moment. */
        boolean onlyReads() {
            return !command.contains(" -d ")
                    && !command.contains("-X POST")
                    && !command.contains("console-producer")
                    && !command.contains("promissory rates");
        }
    }

    @Test
    void theTourIsTrue(@TempDir Path data) throws IOException {
        List<Step> tour =
                new ArrayList<>(steps(Files.readAllLines(Installation.home().resolve("README.md"))));
        tour.addAll(steps(Files.readAllLines(Installation.home().resolve("docs/ledger.md"))));
        assertThat(tour).hasSizeGreaterThan(20);
        try (Promissory promissory = Promissory.run(data)) {
            for (Step step : tour) {
                if (step.onlyReads()) {
                    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> check(step, promissory));
                } else {
                    check(step, promissory);
                }
            }
        }
    }

    private static void check(Step step, Promissory promissory) {
        assertThat(type(step.command(), promissory)).as("$ %s", step.command()).isEqualTo(normal(step.expected()));
    }

    private static List<String> type(String command, Promissory promissory) {
        ProcessBuilder shell = Installation.script();
        shell.directory(Installation.home().toFile());
        shell.redirectError(ProcessBuilder.Redirect.DISCARD);
        shell.command(
                "bash",
                "-c",
                command.replace("localhost:8080", "localhost:" + promissory.port())
                        .replace("localhost:9092", promissory.bootstrap()));
        try {
            Process process = shell.start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            return normal(printed.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    private static List<Step> steps(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside && line.startsWith("$ ")) {
                steps.add(new Step(line.substring(2), new ArrayList<>()));
            } else if (inside) {
                steps.getLast().expected().add(line);
            }
        }
        return steps;
    }

    /** Without what differs from run to run: times, what rests on them, and how far behind a group was for a moment. */
    private static List<String> normal(List<String> lines) {
        return lines.stream()
                .map(line -> TIME.matcher(line).replaceAll("<time>"))
                .map(line -> HASH.matcher(line).replaceAll("<hash>"))
                .map(line -> DURATION.matcher(line).replaceAll("<duration>"))
                .map(line -> LAG.matcher(line).replaceAll("lag <n>"))
                .map(line -> AGE.matcher(line).replaceAll("<age>"))
                .map(line -> EVENT_ID.matcher(line).replaceAll("<id>"))
                .map(ReadmeTourTest::withoutGifts)
                .toList();
    }

    /** How much the mint gives is drawn from a fact's hash, which no two runs share. */
    private static String withoutGifts(String line) {
        boolean tellsOfGifts =
                line.contains("\"given\"") || GIFT_ID.matcher(line).find();
        return tellsOfGifts
                ? AMOUNT.matcher(GIFT_ID.matcher(line).replaceAll("<gift>")).replaceAll("<amount>")
                : line;
    }
}
