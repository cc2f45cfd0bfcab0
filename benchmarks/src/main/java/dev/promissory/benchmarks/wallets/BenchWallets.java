package dev.promissory.benchmarks.wallets;

import dev.promissory.benchmarks.http.Site;
import dev.promissory.domain.Command;
import dev.promissory.operations.log.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Wallets that a bench has opened itself. Whatever else there is in the system is never touched: a wallet is opened only
 * if there is none of its id, and found again only by its mark.
 */
public final class BenchWallets {

    private static final int MAX_ROUNDS = 40;
    private static final long BETWEEN_ROUNDS_MS = 250;

    private final Run run;
    private final Site gateway;
    private final Site views;
    private final Asks asks;
    private final Progress progress;
    private final BooleanSupplier endEarly;
    private long opened;

    public BenchWallets(Run run, Site gateway, Site views, Asks asks, Progress progress, BooleanSupplier endEarly) {
        this.run = run;
        this.gateway = gateway;
        this.views = views;
        this.asks = asks;
        this.progress = progress;
        this.endEarly = endEarly;
    }

    public String id(long number) {
        return run.wallet(number);
    }

    /**
     * Opens so many.
     *
     * @throws NotOursException when there is a wallet of such an id
     */
    public void open(int count) {
        Errand.Done done =
                new Errand(gateway, progress, endEarly).run("wallets opened", count, n -> List.of(asks.open(run, n)));
        List<String> rejections = done.rejections();
        opened = done.wallets() - rejections.size();
        if (!rejections.isEmpty()) {
            throw new NotOursException("wallets of run " + run.id()
                    + " exist already, and whose they are is not known: " + rejections.getFirst());
        }
    }

    /**
     * Finds those of an earlier run.
     *
     * @param wanted how many must be there; all that are, when it is empty
     * @return how many there are, numbered from 0
     * @throws NotOursException when one is missing, closed or without the mark
     */
    public int find(Optional<Integer> wanted) {
        Set<String> found = new Register(views).open(run).stream().map(Seen::id).collect(Collectors.toSet());
        int count = wanted.orElse(found.size());
        if (count == 0) {
            throw new NotOursException("there is no open wallet that run " + run.id() + " of a bench has made");
        }
        for (int number = 0; number < count; number++) {
            if (!found.contains(id(number))) {
                throw new NotOursException(
                        "wallet " + id(number)
                                + " is closed, not there, or not opened by a bench: a bench only uses wallets of its own making");
            }
        }
        return count;
    }

    /** Puts as much into each. */
    public void fund(int count, String amount) {
        List<String> rejections = new Errand(gateway, progress, endEarly)
                .run("wallets funded", count, n -> List.of(asks.deposit(id(n), amount)))
                .rejections();
        if (!rejections.isEmpty()) {
            throw new UnansweredException("a deposit was rejected: " + rejections.getFirst());
        }
    }

    /**
     * Withdraws all money and closes every wallet of the run, as often as it takes until what is in flight has arrived;
     * also after a signal to end.
     *
     * @return how many are left all the same
     */
    public int cleanUp() throws InterruptedException {
        Register register = new Register(views);
        List<Seen> left = register.open(run);
        // Views that have not seen yet what was opened would let it be forgotten.
        for (int look = 0; look < MAX_ROUNDS && left.size() < opened; look++) {
            Thread.sleep(BETWEEN_ROUNDS_MS);
            left = register.open(run);
        }
        for (int round = 0; round < MAX_ROUNDS && !left.isEmpty(); round++) {
            List<Seen> these = left;
            // What is rejected is not done yet; the next look tells.
            new Errand(gateway, progress, () -> false)
                    .run("wallets emptied and closed", these.size(), n -> end(these.get((int) n)));
            Thread.sleep(BETWEEN_ROUNDS_MS);
            left = register.open(run);
        }
        return left.size();
    }

    private List<Command> end(Seen wallet) {
        List<Command> commands = new ArrayList<>();
        for (Seen.Balance balance : wallet.balances()) {
            commands.add(asks.withdraw(wallet.id(), balance.available(), balance.currency()));
        }
        commands.add(asks.close(wallet.id()));
        return commands;
    }
}
