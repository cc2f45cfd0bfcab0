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
        KAFKA_UNAVAILABLE(GatewayCode.KAFKA_UNAVAILABLE, Duration.ofSeconds(2)),
        STEWARDS_REBUILDING(GatewayCode.STEWARDS_REBUILDING, Duration.ofSeconds(5)),
        TOO_MANY_IN_FLIGHT(GatewayCode.TOO_MANY_IN_FLIGHT, Duration.ofSeconds(1));

        private final GatewayCode code;
        private final Duration retryAfter;

        Refusal(GatewayCode code, Duration retryAfter) {
            this.code = code;
            this.retryAfter = retryAfter;
        }

        Problem problem() {
            return code.problem().withRetryAfter(retryAfter);
        }
    }
}
