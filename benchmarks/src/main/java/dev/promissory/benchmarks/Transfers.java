package dev.promissory.benchmarks;

import dev.promissory.benchmarks.load.Requests;
import dev.promissory.benchmarks.wallets.Pattern;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Transfers between many wallets. */
@Command(
        name = "transfers",
        description = "Transfers from every wallet to another one, each waiting for its answer.",
        mixinStandardHelpOptions = true)
final class Transfers implements Callable<Integer> {

    @Mixin
    private SessionOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return Session.run("transfers", Map.of(), options, session -> {
            session.fund();
            session.measure("transfers", session.load(), between(session, Pattern.SPREAD));
        });
    }

    static Requests between(Session session, Pattern pattern) {
        int wallets = session.wallets();
        return Requests.of(request -> session.transfer(
                        session.wallet(pattern.sender(request, wallets)),
                        session.wallet(pattern.receiver(request, wallets)))
                .ending());
    }
}
