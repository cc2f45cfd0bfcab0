package dev.promissory.benchmarks;

import dev.promissory.benchmarks.yardstick.Yardstick;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures a running system on this machine, over HTTP. Every run is bounded in time and says how it was done. */
@Command(
        name = "bench",
        description = "Measure a running system on this machine, over HTTP.",
        mixinStandardHelpOptions = true,
        subcommands = {
            Bench.Deposits.class,
            Bench.Transfers.class,
            Bench.Batches.class,
            Past.class,
            Costs.class,
            Yardstick.class
        })
public final class Bench implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name a benchmark: deposits, transfers, batches, past, processor or seal");
    }

    /** What all benchmarks have in common. */
    static final class Common {

        @Option(names = "--port", description = "The port that serves everything. Default: 8080.")
        int port = 8080;

        @Option(names = "--seconds", description = "How long it measures. Default: 20.")
        int seconds = 20;

        @Option(names = "--warm-up", description = "Seconds of the same load before that, not measured. Default: 10.")
        int warmUp = 10;

        @Option(names = "--wallets", description = "How many wallets take part. Default: 1000.")
        int wallets = 1_000;

        Duration measured() {
            return Duration.ofSeconds(seconds);
        }
    }

    @Command(
            name = "deposits",
            description = "Deposits at a fixed rate. Latency counts from when a request was due, so a stall is not"
                    + " hidden by the requests that it held up.",
            mixinStandardHelpOptions = true)
    static final class Deposits implements Callable<Integer> {

        @CommandLine.Mixin
        private Common common;

        @Option(names = "--rate", description = "Requests a second. Default: 200.")
        private int rate = 200;

        @Override
        public Integer call() throws InterruptedException {
            WalletClient client = new WalletClient(common.port);
            WalletRequests deposits = request -> client.deposit("bench-" + request % common.wallets, "1.00");
            new FixedRate(deposits, rate).run(Duration.ofSeconds(common.warmUp));
            Result result = new FixedRate(deposits, rate).run(common.measured());
            System.out.println("deposits at " + rate + "/s, " + common.wallets + " wallets: " + result);
            return result.failed() == 0 ? 0 : 1;
        }
    }

    @Command(
            name = "transfers",
            description = "Transfers as fast as a number of connections can, each waiting for its answer.",
            mixinStandardHelpOptions = true)
    static final class Transfers implements Callable<Integer> {

        @CommandLine.Mixin
        private Common common;

        @Option(names = "--connections", description = "How many at once. Default: 64.")
        private int connections = 64;

        @Override
        public Integer call() throws InterruptedException {
            WalletClient client = new WalletClient(common.port);
            WalletRequests deposits = request -> client.deposit("bench-" + request, "1000000.00");
            new Flat(deposits, connections).run(common.wallets);
            WalletRequests transfers = request -> client.transfer(
                    "bench-" + request % common.wallets, "bench-" + (request + 7) % common.wallets, "1.00");
            new Flat(transfers, connections).run(Duration.ofSeconds(common.warmUp));
            Result result = new Flat(transfers, connections).run(common.measured());
            System.out.println(
                    "transfers over " + connections + " connections, " + common.wallets + " wallets: " + result);
            return result.failed() == 0 ? 0 : 1;
        }
    }

    @Command(
            name = "batches",
            description =
                    "Batches of deposits as fast as a number of connections can, each waiting for its last answer.",
            mixinStandardHelpOptions = true)
    static final class Batches implements Callable<Integer> {

        @CommandLine.Mixin
        private Common common;

        @Option(names = "--connections", description = "How many at once. Default: 4.")
        private int connections = 4;

        @Option(names = "--lines", description = "Commands in a batch, at most 10000. Default: 10000.")
        private int lines = 10_000;

        @Override
        public Integer call() throws InterruptedException {
            BatchClient client = new BatchClient(common.port, lines, common.wallets);
            new Flat(client::deposit, connections).run(Duration.ofSeconds(common.warmUp));
            BatchClient measured = new BatchClient(common.port, lines, common.wallets);
            Result result = new Flat(measured::deposit, connections).run(common.measured());
            long commands = result.latencies().getTotalCount() * lines;
            System.out.println("batches of " + lines + " deposits over " + connections + " connections, "
                    + common.wallets + " wallets: "
                    + commands * 1_000 / result.took().toMillis() + " commands/s in "
                    + result);
            return result.failed() == 0 ? 0 : 1;
        }
    }
}
