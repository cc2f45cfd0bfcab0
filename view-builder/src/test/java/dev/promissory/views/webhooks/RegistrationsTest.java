package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.webhooks.Registrations.Registered;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegistrationsTest {

    /** Acknowledges nothing by itself. */
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    private final Registrations registrations = new Registrations(
            new WebhookTables(), new RegistryLog(producer, null), null, Clock.systemUTC(), Duration.ofMillis(200));

    @Test
    void aRegistrationIsAnsweredWithWhatIsRegisteredAfterIt() {
        Webhook ours = Examples.webhook("hook");
        Webhook suspended = ours.suspended(new Suspension("asked for", Examples.NOW), Map.of());

        assertThat(Registrations.registered(ours, Optional.of(ours))).isEqualTo(new Registered.New(ours));
        assertThat(Registrations.registered(ours, Optional.of(suspended))).isEqualTo(new Registered.New(suspended));
        // It was there, and has been removed since.
        assertThat(Registrations.registered(ours, Optional.empty())).isEqualTo(new Registered.New(ours));
    }

    @Test
    void theOtherInstanceThatRegisteredTheSameIdLaterHasIt() {
        Webhook ours = Examples.webhook("hook");
        Webhook same = another(ours, ours.target());
        Webhook different = another(
                ours, Examples.webhook("hook", "http://localhost:1/elsewhere").target());

        assertThat(Registrations.registered(ours, Optional.of(same))).isEqualTo(new Registered.Known(same));
        assertThat(Registrations.registered(ours, Optional.of(different))).isEqualTo(new Registered.Taken());
    }

    private static Webhook another(Webhook webhook, Webhook.Target target) {
        return new Webhook(
                webhook.id(),
                "another generation",
                0,
                target,
                webhook.start(),
                webhook.registeredAt(),
                webhook.positions(),
                webhook.suspension());
    }

    @Test
    void nobodyWaitsForEverForAChangeThatKafkaDoesNotKeep() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> registrations.register(Examples.webhook("first")));
            while (producer.history().isEmpty()) {
                Thread.sleep(10);
            }

            assertThatThrownBy(() -> registrations.register(Examples.webhook("second")))
                    .isInstanceOf(KafkaUnavailableException.class);
            assertThat(producer.history()).as("what was sent").hasSize(1);

            producer.errorNext(new TimeoutException("Kafka is silent"));
            assertThatThrownBy(first::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(KafkaUnavailableException.class);
        }
    }
}
