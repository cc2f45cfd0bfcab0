package dev.promissory.benchmarks;

import dev.promissory.benchmarks.http.Site;
import dev.promissory.benchmarks.wallets.Asks;
import dev.promissory.benchmarks.wallets.BenchWallets;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.launcher.ProgressBar;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends the wallets of a run that could not do it itself, or was told to keep them. */
@Command(
        name = "clean-up",
        description = "Withdraw the money of a run's wallets and close them.",
        mixinStandardHelpOptions = true)
final class CleanUp implements Callable<Integer> {

    private static final int CONNECTIONS = 8;

    @Parameters(paramLabel = "RUN", description = "What the run called itself.")
    private String run;

    @Mixin
    private SystemOptions system;

    @Override
    public Integer call() throws InterruptedException {
        int left;
        try (Site gateway = system.gateway(CONNECTIONS);
                Site views = system.views(CONNECTIONS);
                ProgressBar progress = ProgressBar.start("bench")) {
            left = new BenchWallets(new Run(run), gateway, views, new Asks("BENCH"), progress, () -> false).cleanUp();
        }
        System.out.println("run " + run + " has " + (left == 0 ? "no open wallet" : left + " open wallets left"));
        return left == 0 ? 0 : 1;
    }
}
