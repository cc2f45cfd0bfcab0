package dev.promissory.gateway;

import dev.promissory.kit.Problem;
import java.time.Duration;

/**
 * What a gateway can say about a command it was given.
 *
 * @param <O> the outcomes of the one it was for
 */
sealed interface Reply<O> {

    /** The one it was for has decided, and the decision is committed. */
    record Answered<O>(O outcome) implements Reply<O> {}

    /** Kafka has the command; it will be decided. Only for callers who asked not to wait. */
    record Recorded<O>() implements Reply<O> {}

    /** The command may or may not be carried out: its status tells, later. */
    record Unknown<O>() implements Reply<O> {}

    /** The command is certainly not carried out: it never left this process. */
    record NotAccepted<O>(Refusal refusal) implements Reply<O> {}

    /** Why a gateway does not take a command. */
    enum Refusal {
        KAFKA_UNAVAILABLE(
                "kafka-unavailable",
                "The command was not accepted because Kafka cannot take it now; send it again later.",
                Duration.ofSeconds(2)),
        TOO_MANY_IN_FLIGHT(
                "too-many-in-flight",
                "The command was not accepted because too many others wait for their answer; send it again later.",
                Duration.ofSeconds(1));

        private final String code;
        private final String detail;
        private final Duration retryAfter;

        Refusal(String code, String detail, Duration retryAfter) {
            this.code = code;
            this.detail = detail;
            this.retryAfter = retryAfter;
        }

        Problem problem() {
            return Problem.of(503, code, detail).withRetryAfter(retryAfter);
        }
    }
}
