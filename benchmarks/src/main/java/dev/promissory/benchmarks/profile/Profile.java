package dev.promissory.benchmarks.profile;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sums a recording up as text. */
@Command(
        name = "profile",
        description = {
            "Where the time of a process went, by threads and parts of the code, from a recording of the JVM's Flight"
                    + " Recorder.",
            "To make one: PROMISSORY_JAVA_OPTS=\"-XX:StartFlightRecording=settings=profile,"
                    + "jdk.CPUTimeSample#enabled=true,jdk.CPUTimeSample#throttle=10ms,filename=run.jfr\" ./promissory run"
                    + " (jdk.CPUTimeSample, which counts native code too, needs Java 25 on Linux)."
        },
        mixinStandardHelpOptions = true)
public final class Profile implements Runnable {

    /** Below this share of all, threads and areas are left out. */
    private static final double LEAST = 0.01;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FILE.jfr", description = "The recording.")
    private Path recording;

    @Option(
            names = "--allocation",
            description =
                    "What was allocated, in bytes, instead of time: how much work the garbage collector is given.")
    private boolean allocation;

    @Override
    public void run() {
        Samples samples;
        try {
            samples = allocation ? Samples.ofAllocation(recording) : Samples.ofTime(recording);
        } catch (IOException e) {
            throw new IllegalArgumentException("no recording can be read from " + recording + ": " + e.getMessage(), e);
        }
        print(samples, spec.commandLine().getOut());
    }

    private void print(Samples samples, PrintWriter out) {
        long total = samples.total();
        out.printf(
                Locale.ROOT,
                "%,d %s (%s); what has less than 1 %% of them is left out%n",
                total,
                allocation ? "bytes" : "samples",
                samples.kind());
        samples.counts().entrySet().stream()
                .sorted(Comparator.comparingLong(threads -> -Samples.sum(threads.getValue())))
                .filter(threads -> Samples.sum(threads.getValue()) >= LEAST * total)
                .forEach(threads -> {
                    line(out, "", threads.getKey(), Samples.sum(threads.getValue()), total);
                    threads.getValue().entrySet().stream()
                            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                            .filter(area -> area.getValue() >= LEAST * total)
                            .forEach(area -> line(out, "    ", area.getKey(), area.getValue(), total));
                });
        out.flush();
    }

    private static void line(PrintWriter out, String indent, String name, long count, long total) {
        out.printf(Locale.ROOT, "%s%5.1f %% %s%n", indent, 100.0 * count / total, name);
    }
}
