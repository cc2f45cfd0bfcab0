package dev.promissory.benchmarks;

import dev.promissory.benchmarks.wallets.Pattern;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Transfers that all have one wallet in common. */
@Command(
        name = "hot",
        description = "Transfers that all credit, or all debit, one wallet: what row locks are bad at.",
        mixinStandardHelpOptions = true)
final class Hot implements Callable<Integer> {

    @Mixin
    private SessionOptions options;

    @Option(names = "--pattern", description = "credit or debit. Default: credit.")
    private Pattern pattern = Pattern.CREDIT;

    @Override
    public Integer call() throws InterruptedException {
        return Session.run("hot", Map.of("pattern", pattern.label()), options, session -> {
            session.fund();
            session.measure("transfers", session.load(), Transfers.between(session, pattern));
        });
    }
}
