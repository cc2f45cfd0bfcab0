package dev.promissory.benchmarks;

import dev.promissory.benchmarks.load.Requests;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deposits into many wallets. */
@Command(
        name = "deposits",
        description = "Deposits into one wallet after the other, each waiting for its answer.",
        mixinStandardHelpOptions = true)
final class Deposits implements Callable<Integer> {

    @Mixin
    private SessionOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return Session.run(
                "deposits",
                Map.of(),
                options,
                session -> session.measure(
                        "deposits",
                        session.load(),
                        Requests.of(request ->
                                session.deposit(session.wallet(request)).ending())));
    }
}
