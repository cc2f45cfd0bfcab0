package dev.promissory.benchmarks;

import dev.promissory.benchmarks.load.Requests;
import dev.promissory.benchmarks.wallets.Batches;
import dev.promissory.domain.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Many deposits in one request. */
@CommandLine.Command(
        name = "batch",
        aliases = "batches",
        description =
                "Batches of deposits (NDJSON), each waiting for its last answer. Counted are commands; the latencies are"
                        + " of whole batches.",
        mixinStandardHelpOptions = true)
final class Batch implements Callable<Integer> {

    @Mixin
    private SessionOptions options;

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "Commands in a batch, at most 10000. Default: ${DEFAULT-VALUE}.")
    private int lines = Batches.MAX_LINES;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (lines < 1 || lines > Batches.MAX_LINES) {
            throw new ParameterException(spec.commandLine(), "a batch has 1 to " + Batches.MAX_LINES + " lines");
        }
        options.load.usually(4);
        return Session.run("batch", Map.of("lines", lines), options, session -> {
            Requests batches = request -> Batches.send(session.gateway(), batch(session, request * lines));
            session.measure("commands", session.load(), batches);
        });
    }

    private List<Command> batch(Session session, long first) {
        List<Command> batch = new ArrayList<>(lines);
        for (int line = 0; line < lines; line++) {
            String wallet = session.wallet(first + line);
            batch.add(session.asks().deposit(wallet, "1.00"));
        }
        return batch;
    }
}
