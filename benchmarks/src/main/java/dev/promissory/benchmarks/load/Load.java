package dev.promissory.benchmarks.load;

import java.time.Duration;

/** How requests follow each other. */
public interface Load {

    /** Makes requests for so long, or until it is told to end, and returns when all of them have ended. */
    void run(Requests requests, Duration duration, Recorder recorder);
}
