package dev.promissory.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;

/** What single steps cost a processor, without a broker: JMH, about half a minute. */
@Command(
        name = "seal",
        description = "What sealing a fact and checking its seal cost: time and allocation, without a broker.",
        mixinStandardHelpOptions = true)
final class Costs implements Callable<Integer> {

    @Override
    public Integer call() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SealCost.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        return 0;
    }
}
