package dev.promissory.protocol;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what an admin client was asked, but not for ever. */
public final class KafkaAnswer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KafkaAnswer() {}

    /**
     * The answer.
     *
     * @throws KafkaUnavailableException when there is none within 30 s, or nobody waits for it any more
     * @throws RuntimeException what Kafka refused with
     */
    public static <T> T of(KafkaFuture<T> asked) {
        return of(asked, PATIENCE);
    }

    /** As {@link #of(KafkaFuture)}, with another patience. */
    public static <T> T of(KafkaFuture<T> asked, Duration patience) {
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw silent(patience, e.getCause());
            }
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new KafkaUnavailableException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw silent(patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while asking Kafka", e);
        }
    }

    private static KafkaUnavailableException silent(Duration patience, Throwable cause) {
        return new KafkaUnavailableException(
                "Kafka did not answer within " + patience.toSeconds() + " s; is --bootstrap right?", cause);
    }
}
