package dev.promissory.benchmarks;

import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.operations.log.Progress;
import java.time.Duration;

/** Tells a progress display now and then what a recorder has counted: to be told of each request would cost too much. */
final class Onlooker {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Progress progress;
    private final Recorder recorder;
    private final long begin = System.nanoTime();
    private final Thread thread = Thread.ofPlatform().daemon().name("onlooker").unstarted(this::look);
    private long told;
    private long toldMs;

    private Onlooker(Progress progress, Recorder recorder) {
        this.progress = progress;
        this.recorder = recorder;
    }

    /** @param duration how long it will take */
    static Onlooker look(Progress progress, String what, Duration duration, Recorder recorder) {
        Onlooker onlooker = new Onlooker(progress, recorder);
        progress.begin(what, duration.toMillis());
        onlooker.thread.start();
        return onlooker;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                tell();
            }
        } catch (InterruptedException e) {
            // The rest is told by whoever ends it.
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        long ended = recorder.ended();
        long ms = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        progress.advance(ended - told, ms - toldMs);
        told = ended;
        toldMs = ms;
    }

    /** The last of it is told. */
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        tell();
        progress.end();
    }
}
