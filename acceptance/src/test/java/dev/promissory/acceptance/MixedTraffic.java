package dev.promissory.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A few clients that ask for all sorts of things, over and over, until they are closed or get no answer. */
final class MixedTraffic implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final int WALLETS = 12;
    private static final int MOST = 20_000;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicInteger answers = new AtomicInteger();
    private volatile boolean closed;

    private MixedTraffic() {}

    static MixedTraffic start(Promissory promissory, Random random) {
        MixedTraffic traffic = new MixedTraffic();
        for (int client = 0; client < CLIENTS; client++) {
            Api api = promissory.api();
            Random own = new Random(random.nextLong());
            traffic.clients.execute(() -> traffic.askMany(api, own));
        }
        return traffic;
    }

    void awaitAnswers(int count) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> answers.get() >= count);
    }

    private void askMany(Api api, Random random) {
        for (int i = 0; i < MOST && !closed; i++) {
            try {
                ask(api, random);
            } catch (UncheckedIOException e) {
                // The system is gone.
                return;
            }
            answers.incrementAndGet();
        }
    }

    private static void ask(Api api, Random random) {
        String from = "m" + random.nextInt(WALLETS);
        String to = "m" + (random.nextInt(WALLETS) + WALLETS);
        String amount = "\"amount\":\"" + random.nextInt(1, 5) + "\",\"currency\":\"MIX\"";
        String leg = "{\"to\":\"" + to + "\"," + amount + "}";
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> api.deposit(from, "20", "MIX");
            case 3 -> api.transfer(from, to, "1", "MIX");
            case 4 -> api.transfer(to, from, "1", "MIX");
            case 5 -> api.post("/wallets/" + from + "/transfers", "{\"legs\":[" + leg + "," + leg + "]}");
            case 6 -> {
                String hold = UUID.randomUUID().toString();
                api.post(
                        "/wallets/" + from + "/holds",
                        "{\"holdId\":\"" + hold + "\"," + amount + ",\"expiresIn\":\"PT" + random.nextInt(1, 60)
                                + "S\"}");
                if (random.nextBoolean()) {
                    api.post("/wallets/" + from + "/holds/" + hold + "/capture", "{\"to\":\"" + to + "\"}");
                }
            }
            default ->
                api.post(
                        "/journals",
                        "{\"legs\":[{\"from\":\"" + from + "\",\"to\":\"" + to + "\"," + amount + "},{\"from\":\"" + to
                                + "\",\"to\":\"" + from + "\"," + amount + "}]}");
        }
    }

    @Override
    public void close() {
        closed = true;
        clients.close();
    }
}
