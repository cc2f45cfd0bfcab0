package dev.promissory.views.webhooks;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one worker for each active webhook on the partitions that are on this instance, whatever of both changes. */
final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final WebhookTables tables;
    private final BooleanSupplier complete;
    private final Worker.Tools tools;
    private final Function<Webhook, Telling> tellings;
    private final WebhookMetrics metrics;
    private final ConcurrentMap<String, Worker> workers = new ConcurrentHashMap<>();
    private final Thread thread;

    /** By webhook: how many of its last workers ended on a fault. */
    private final Map<String, Integer> faults = new HashMap<>();

    /**
     * @param complete whether the tables are: before that a worker might tell a webhook that was removed
     * @param tellings makes a new one for each worker
     */
    Workers(
            WebhookTables tables,
            BooleanSupplier complete,
            Worker.Tools tools,
            Function<Webhook, Telling> tellings,
            WebhookMetrics metrics) {
        this.tables = tables;
        this.complete = complete;
        this.tools = tools;
        this.tellings = tellings;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform()
                .name("webhook-workers")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> tools.broken().accept(cause))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends all within 3 seconds; what is under way then is delivered again by whoever goes on. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT);
            workers.values().forEach(Worker::stop);
            for (Worker worker : workers.values()) {
                Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                if (!worker.awaitEnd(left)) {
                    LOG.warn("The worker of a webhook has not ended within {}", CLOSE_TIMEOUT);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (complete.getAsBoolean()) {
                    endWhatIsNotWanted();
                    startWhatIsMissing();
                    metrics.lag(lag());
                }
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to do.
            Thread.currentThread().interrupt();
        }
    }

    private void endWhatIsNotWanted() {
        faults.keySet().removeIf(id -> tables.webhook(id).isEmpty());
        workers.forEach((id, worker) -> {
            Optional<Webhook> webhook = tables.webhook(id).filter(Webhook::active);
            if (worker.ended()) {
                workers.remove(id, worker);
                faults.put(id, worker.faultsInARow());
            } else if (webhook.isEmpty() || !worker.isFor(webhook.get(), partitions(webhook.get()))) {
                worker.stop();
            }
        });
    }

    /** A new worker waits for the old one's end: it goes on from where that one leaves off. */
    private void startWhatIsMissing() {
        for (Webhook webhook : tables.webhooks()) {
            Set<Integer> partitions = partitions(webhook);
            if (webhook.active() && !partitions.isEmpty() && !workers.containsKey(webhook.id())) {
                int before = faults.getOrDefault(webhook.id(), 0);
                Worker worker = new Worker(webhook, partitions, tools, tellings.apply(webhook), before);
                workers.put(webhook.id(), worker);
                worker.start();
            }
        }
    }

    private Set<Integer> partitions(Webhook webhook) {
        return tools.feeds().here(webhook.target().filter());
    }

    private Map<String, Long> lag() {
        Map<String, Long> lags = new TreeMap<>();
        Map<Integer, Optional<Long>> folded = new HashMap<>();
        workers.forEach((id, worker) -> {
            long lag = 0;
            for (Map.Entry<Integer, Long> each : worker.position().entrySet()) {
                Optional<Long> end = folded.computeIfAbsent(each.getKey(), tools.feeds()::folded);
                lag += Math.max(0, end.orElse(0L) - each.getValue());
            }
            lags.put(id, lag);
        });
        return lags;
    }
}
