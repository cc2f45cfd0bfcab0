package dev.promissory.benchmarks.load;

import java.util.Map;

/** A request that can be made many times; its number tells it which wallets to use. */
public interface Requests {

    /** Makes the request and waits for the answer; how it ended, or of a batch how many of its commands ended how. */
    Map<Ending, Long> send(long request);

    /** A request that is one command or question. */
    interface One {
        Ending send(long request);
    }

    static Requests of(One one) {
        return request -> Map.of(one.send(request), 1L);
    }
}
