package dev.promissory.views;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Samples where the input partitions end, over and over, for {@link Freshness}. */
final class EndOffsets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndOffsets.class);

    private static final long INTERVAL_MS = 200;
    private static final long TIMEOUT_MS = 5_000;

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> asked;
    private final Freshness freshness;
    private final Clock clock;
    private final Thread thread;
    private boolean failing;

    private EndOffsets(
            Admin admin,
            List<TopicPartition> partitions,
            Freshness freshness,
            Clock clock,
            Consumer<Throwable> onFault) {
        this.admin = admin;
        this.asked =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        this.freshness = freshness;
        this.clock = clock;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("views-freshness")
                .uncaughtExceptionHandler((thread, fault) -> onFault.accept(fault))
                .unstarted(this::run);
    }

    /**
     * Starts sampling.
     *
     * @param admin not closed by this
     * @param onFault told when the sampling has ended on an error: without it no answer would ever get younger
     */
    static EndOffsets watch(
            Admin admin,
            List<TopicPartition> partitions,
            Freshness freshness,
            Clock clock,
            Consumer<Throwable> onFault) {
        EndOffsets ends = new EndOffsets(admin, partitions, freshness, clock, onFault);
        ends.thread.start();
        return ends;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sample();
                Thread.sleep(INTERVAL_MS);
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to do.
            Thread.currentThread().interrupt();
        }
    }

    /** When Kafka does not answer, answers are served as they are, and their age shows. */
    private void sample() throws InterruptedException {
        Instant before = clock.instant();
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(asked).all().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            ends.forEach((partition, end) -> {
                freshness.sampled(partition, before, end.offset());
                freshness.asOf(partition);
            });
            failing = false;
        } catch (ExecutionException | TimeoutException e) {
            if (!failing) {
                LOG.warn("Kafka does not say where its partitions end; answers keep their age until it does", e);
            }
            failing = true;
        }
    }
}
