package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.wallets.Pattern;
import dev.promissory.launcher.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Transfers that already lie in the topic, until both facts of each are committed: the stewards beside Kafka alone. */
@Command(
        name = "processor",
        description = "How many transfers a second the stewards get through, beside a bare topology that moves as many"
                + " bytes without any rule; both on a broker of their own in this process.",
        mixinStandardHelpOptions = true)
public final class Yardstick implements Callable<Integer> {

    @Option(names = "--transfers", description = "How many are measured. Default: 200000.")
    private int transfers = 200_000;

    @Option(names = "--warm-up", description = "How many before that are not. Default: 200000.")
    private int warmUp = 200_000;

    @Option(names = "--wallets", description = "How many wallets take part. Default: 10000.")
    private int wallets = 10_000;

    @Option(names = "--partitions", description = "Of every topic. Default: 4.")
    private int partitions = 4;

    @Option(names = "--threads", description = "Stream threads. Default: 2.")
    private int threads = 2;

    @Option(
            names = "--pattern",
            description = "spread: from every wallet to another; credit: all to one wallet; debit: all from one."
                    + " Default: spread.")
    private Pattern pattern = Pattern.SPREAD;

    @Option(names = "--bare-commit-ms", description = "Commit interval of the bare topology. Default: 20.")
    private int bareCommitMs = 20;

    @Option(names = "--only", description = "bare or stewards alone.")
    private String only = "";

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("promissory-bench-");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, cause -> {
            throw new IllegalStateException("the broker broke", cause);
        })) {
            String bootstrap = broker.bootstrap();
            double bare = measure(
                    "bare",
                    bootstrap,
                    () -> new Bare(
                            bootstrap,
                            folder.resolve("bare"),
                            partitions,
                            threads,
                            Duration.ofMillis(bareCommitMs),
                            Duration.ofMillis(5)));
            double stewards =
                    measure("stewards", bootstrap, () -> new Stewards(bootstrap, folder, partitions, threads, wallets));
            if (bare > 0 && stewards > 0) {
                System.out.printf("stewards / bare = %.2f%n", stewards / bare);
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** Transfers a second; 0 when it was not asked for. */
    private double measure(String name, String bootstrap, Supplier<Contender> maker) {
        if (!only.isEmpty() && !only.equals(name)) {
            return 0;
        }
        try (Contender contender = maker.get();
                CommandLog log = new CommandLog(bootstrap);
                FactCount facts = new FactCount(bootstrap, contender.facts(), partitions)) {
            long before = contender.prepare(log);
            for (long number = 0; number < warmUp + transfers; number++) {
                log.write(
                        contender.transfer(number, pattern.sender(number, wallets), pattern.receiver(number, wallets)));
            }
            log.flush();
            contender.start();
            long started = facts.await(before + 2L * warmUp);
            long counted = facts.counted();
            long ended = facts.await(before + 2L * (warmUp + transfers));
            double rate = (facts.counted() - counted) / 2.0 / ((ended - started) / 1e9);
            System.out.printf(
                    "%-8s  %,.0f transfers/s (%,d, %s, %,d wallets, %d partitions, %d threads)%n",
                    contender.name(), rate, transfers, pattern, wallets, partitions, threads);
            return rate;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> innermostFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innermostFirst) {
                Files.delete(path);
            }
        }
    }
}
