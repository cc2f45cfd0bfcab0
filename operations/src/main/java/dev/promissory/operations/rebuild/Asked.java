package dev.promissory.operations.rebuild;

import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what Kafka was asked, but not for ever. */
final class Asked {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Asked() {}

    /**
     * The answer.
     *
     * @throws KafkaUnavailableException when there is none within 30 s
     * @throws RuntimeException what Kafka refused with
     */
    static <T> T of(KafkaFuture<T> asked) {
        try {
            return asked.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unavailable(e);
            }
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new KafkaUnavailableException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }

    private static KafkaUnavailableException unavailable(Exception cause) {
        return new KafkaUnavailableException(
                "Kafka did not answer within " + TIMEOUT.toSeconds() + " s; is --bootstrap right?", cause);
    }
}
