package dev.promissory.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long a wallet takes to say how it was. */
@Command(
        name = "past",
        description =
                "Asks one wallet with a long history how it was, at random sequences and at random times. The wallet"
                        + " is filled first, if it has fewer facts.",
        mixinStandardHelpOptions = true)
final class Past implements Callable<Integer> {

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");
    private static final Pattern AS_OF = Pattern.compile("\"asOf\":\"([^\"]+)\"");
    private static final int AT_ONCE = 5_000;

    @Option(names = "--port", description = "The port that serves everything. Default: 8080.")
    private int port = 8080;

    @Option(names = "--wallet", description = "Which wallet. Default: bench-past.")
    private String wallet = "bench-past";

    @Option(names = "--facts", description = "How many facts it has at least. Default: 1000000.")
    private long facts = 1_000_000;

    @Option(names = "--connections", description = "How many ask at once. Default: 1.")
    private int connections = 1;

    @Option(names = "--seconds", description = "How long each measurement takes. Default: 20.")
    private int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds of the same load before that, not measured. Default: 10.")
    private int warmUp = 10;

    @Override
    public Integer call() throws InterruptedException {
        WalletClient client = new WalletClient(port);
        long there = fill(client);
        Instant first = Instant.parse(read(client, AS_OF, "?asOf=1"));
        Instant last = Instant.parse(read(client, AS_OF, "?asOf=" + there));
        long failed = measure(client, there + " facts, by sequence", () -> Long.toString(1 + random(there)));
        failed += measure(
                client,
                there + " facts, by time",
                () -> first.plusMillis(random(Duration.between(first, last).toMillis() + 1))
                        .toString());
        return failed == 0 ? 0 : 1;
    }

    /** What is asked for. */
    private interface Moments {
        String next();
    }

    private long measure(WalletClient client, String what, Moments moments) throws InterruptedException {
        WalletRequests asking =
                request -> client.get(wallet + "?asOf=" + moments.next()).isPresent();
        new Flat(asking, connections).run(Duration.ofSeconds(warmUp));
        Result result = new Flat(asking, connections).run(Duration.ofSeconds(seconds));
        System.out.println("a wallet as it was, " + what + ", over " + connections + " connections: " + result);
        return result.failed();
    }

    /** Deposits until there are enough facts; how many there are then. */
    private long fill(WalletClient client) throws InterruptedException {
        client.deposit(wallet, "1.00");
        long there = Long.parseLong(read(client, SEQUENCE, "?minSequence=1"));
        long number = 0;
        String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        while (there < facts) {
            StringBuilder lines = new StringBuilder();
            for (int line = 0; line < AT_ONCE; line++) {
                lines.append("{\"type\":\"Deposit\",\"walletId\":\"").append(wallet);
                lines.append("\",\"commandId\":\"").append(run).append('-').append(number++);
                lines.append("\",\"amount\":\"1.00\",\"currency\":\"EUR\"}\n");
            }
            client.commands(lines.toString());
            there = Long.parseLong(read(client, SEQUENCE, ""));
        }
        return there;
    }

    private String read(WalletClient client, Pattern field, String query) throws InterruptedException {
        Matcher found = field.matcher(client.get(wallet + query)
                .orElseThrow(() -> new IllegalStateException("wallet " + wallet + " does not answer " + query)));
        if (!found.find()) {
            throw new IllegalStateException("no " + field + " in the answer");
        }
        return found.group(1);
    }

    private static long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }
}
