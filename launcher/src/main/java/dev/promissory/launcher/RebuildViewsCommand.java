package dev.promissory.launcher;

import dev.promissory.operations.views.RebuildEnd;
import dev.promissory.operations.views.RebuildEnd.Deserted;
import dev.promissory.operations.views.RebuildEnd.GivenUp;
import dev.promissory.operations.views.RebuildEnd.Refused;
import dev.promissory.operations.views.RebuildEnd.Switched;
import dev.promissory.operations.views.ViewsRebuild;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A new generation of the views, built beside the one that serves. */
@Command(
        name = "views",
        description =
                "Have the views built anew from the first fact, beside those that serve, and switch to them. It may"
                        + " be ended at any moment and run again.",
        mixinStandardHelpOptions = true)
final class RebuildViewsCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Option(
            names = "--abandon",
            description = "Give up the generation that is being built; the one that serves goes on.")
    private boolean abandon;

    @Override
    public Integer call() throws Exception {
        ProgressLine line = ProgressLine.onStandardError();
        ViewsRebuild rebuild = new ViewsRebuild(kafkaOptions.connection(), progress -> line.show(progress.line()));
        if (abandon) {
            RebuildEnd end = rebuild.abandon("an operator gave it up");
            tell(end);
            return end instanceof GivenUp ? 0 : 1;
        }
        RebuildEnd end = rebuild.run();
        line.end();
        tell(end);
        return end instanceof Switched ? 0 : 1;
    }

    private static void tell(RebuildEnd end) {
        switch (end) {
            case Switched done -> {
                System.out.printf(
                        Locale.ROOT,
                        "generation %d serves: %,d facts folded, %,d facts/s%n",
                        done.built().generation(),
                        done.built().facts(),
                        done.built().factsPerSecond());
                System.out.println(
                        done.oldIsGone()
                                ? "generation " + done.oldGeneration() + " is removed"
                                : "generation " + done.oldGeneration() + " is removed as soon as the last view-builder"
                                        + " has left it");
            }
            case GivenUp given ->
                System.out.println("generation " + given.generation() + " is given up, the one before serves on: "
                        + given.reason());
            case Refused refused -> System.err.println("promissory: " + refused.why());
            case Deserted deserted ->
                System.err.println("promissory: no view-builder works on generation " + deserted.generation()
                        + ": start one, it goes on with it, and run this again");
        }
    }
}
