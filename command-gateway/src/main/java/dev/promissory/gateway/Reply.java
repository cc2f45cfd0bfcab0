package dev.promissory.gateway;

import dev.promissory.kit.Problem;
import dev.promissory.protocol.Outcome;
import java.time.Duration;

/** What a gateway can say about a command it was given. */
sealed interface Reply {

    /** The steward has decided and its decision is committed. */
    record Answered(Outcome outcome) implements Reply {}

    /** Kafka has the command; the steward will decide. Only for callers who asked not to wait. */
    record Recorded() implements Reply {}

    /** The command may or may not be carried out: its status tells, later. */
    record Unknown() implements Reply {}

    /** The command is certainly not carried out: it never left this process. */
    record NotAccepted(Refusal refusal) implements Reply {}

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
