package dev.promissory.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ClientsTest {

    @Test
    void clientsAreRealThreads() throws ExecutionException, InterruptedException {
        try (ExecutorService each = Clients.each();
                ExecutorService some = Clients.atMost(1)) {
            assertThat(each.submit(() -> Thread.currentThread().isVirtual()).get())
                    .isFalse();
            assertThat(some.submit(() -> Thread.currentThread().isVirtual()).get())
                    .isFalse();
        }
    }

    @Test
    void whoeverBringsATaskWaitsWhileAllAreBusy() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean third = new AtomicBoolean();
        try (ExecutorService clients = Clients.atMost(2)) {
            for (int client = 0; client < 2; client++) {
                clients.execute(() -> {
                    busy.countDown();
                    await(goOn);
                });
            }
            busy.await();
            Thread bringer = Thread.ofPlatform().start(() -> clients.execute(() -> third.set(true)));
            while (bringer.getState() != Thread.State.WAITING && bringer.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(bringer.isAlive()).isTrue();
            assertThat(third).isFalse();

            goOn.countDown();
            assertThat(bringer.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(third).isTrue();
    }

    @Test
    void theThreadThatIsFreeIsUsedAgain() throws ExecutionException, InterruptedException {
        try (ExecutorService clients = Clients.atMost(100)) {
            Thread first = clients.submit(Thread::currentThread).get();
            for (int task = 0; task < 20; task++) {
                while (first.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
                Future<Thread> used = clients.submit(Thread::currentThread);
                assertThat(used.get()).isSameAs(first);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
