package dev.promissory.benchmarks.wallets;

import dev.promissory.benchmarks.http.Answer;
import dev.promissory.benchmarks.http.Site;
import dev.promissory.benchmarks.load.Clients;
import dev.promissory.benchmarks.load.Ending;
import dev.promissory.domain.Command;
import dev.promissory.operations.log.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/** Commands for many wallets that are to be carried out, however often they have to be sent for it. */
final class Errand {

    private static final int LINES = 5_000;
    private static final int AT_ONCE = 4;
    private static final int ATTEMPTS = 20;
    private static final long BETWEEN_ATTEMPTS_MS = 250;

    private final Site gateway;
    private final Progress progress;
    private final BooleanSupplier endEarly;

    /**
     * @param wallets how many of them have been dealt with
     * @param rejections the answers that are rejections, as they came
     */
    record Done(long wallets, List<String> rejections) {}

    Errand(Site gateway, Progress progress, BooleanSupplier endEarly) {
        this.gateway = gateway;
        this.progress = progress;
        this.endEarly = endEarly;
    }

    /**
     * Sends every wallet's commands, in order, until a steward has decided on each; wallets side by side.
     *
     * @param wallets how many there are
     * @param commands of one of them
     * @return what became of it; of all wallets, unless the end has come early
     * @throws UnansweredException when the system does not answer
     */
    Done run(String what, long wallets, LongFunction<List<Command>> commands) {
        List<String> rejections = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<UnansweredException> failed = new AtomicReference<>();
        progress.begin(what, wallets);
        long next = 0;
        try (ExecutorService threads = Clients.atMost(AT_ONCE)) {
            while (next < wallets && failed.get() == null && !endEarly.getAsBoolean()) {
                List<Command> batch = new ArrayList<>(LINES);
                long first = next;
                while (next < wallets && batch.size() < LINES) {
                    batch.addAll(commands.apply(next++));
                }
                long count = next - first;
                threads.execute(() -> {
                    try {
                        rejections.addAll(carryOut(batch));
                        progress.advance(count, count);
                    } catch (UnansweredException e) {
                        failed.set(e);
                    }
                });
            }
        }
        progress.end();
        if (failed.get() != null) {
            throw failed.get();
        }
        return new Done(next, rejections);
    }

    private List<String> carryOut(List<Command> batch) {
        List<String> rejections = new ArrayList<>();
        List<Command> open = batch;
        Answer answer = Answer.none(Ending.NOT_SENT);
        boolean isThere = true;
        for (int attempt = 0; attempt < ATTEMPTS && isThere && !open.isEmpty(); attempt++) {
            if (attempt > 0) {
                rest();
            }
            answer = Batches.answer(gateway, open);
            isThere = answer.ending() != Ending.CONNECTION_REFUSED;
            List<String> lines = answer.isGood() ? answer.lines() : List.of();
            List<Command> undecided = new ArrayList<>(open.subList(Math.min(lines.size(), open.size()), open.size()));
            for (int line = 0; line < lines.size(); line++) {
                switch (Batches.ending(lines.get(line))) {
                    case GOOD -> {}
                    case REJECTED -> rejections.add(lines.get(line));
                    default -> undecided.add(open.get(line));
                }
            }
            open = undecided;
        }
        if (!open.isEmpty()) {
            throw new UnansweredException(gateway + " does not carry out commands: "
                    + (answer.isGood()
                            ? "they are not accepted"
                            : answer.ending().label()));
        }
        return rejections;
    }

    private static void rest() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
