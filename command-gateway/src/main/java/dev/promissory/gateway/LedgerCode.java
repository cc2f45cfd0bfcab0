package dev.promissory.gateway;

import dev.promissory.kit.Problem;
import java.time.Duration;
import java.util.Locale;

/**
 * What a gateway answers to commands of the complete ledger before they are on their way, so that they are certainly not
 * carried out. The code is part of the contract and never changes; the sentence may be improved.
 */
public enum LedgerCode {
    BAD_HOLD_ID(400, "The hold id in the path does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}; correct it."),
    BAD_SCHEDULE_ID(400, "The schedule id in the path is not <wallet>~<sequence>; write it such as alice~9."),
    BAD_PROMISE_ID(400, "The promise id in the path is not <sender>~<sequence>; write it such as alice~9."),
    BAD_SEQUENCE(400, "The sequence in the path is not a whole number from 1; write it such as 9."),
    PROMISE_NOT_FOUND(404, "The views know no such promise; correct the id, or try again if it is new."),
    FACT_NOT_FOUND(404, "The views know no such fact; correct the wallet and the sequence, or try again if it is new."),
    PROMISE_NOT_KEPT(409, "The promise has not been kept, or not yet; only money that has arrived can be sent back."),
    VIEWS_NOT_CONFIGURED(
            503,
            "This gateway does not know where the views are, which show the facts that prove a reversal; start it with --views."),
    VIEWS_UNAVAILABLE(
            503,
            "The command was not accepted because the views do not show the facts that prove it now; send it again later.");

    private static final Duration SOON = Duration.ofSeconds(1);

    private final int status;
    private final String sentence;

    LedgerCode(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    /** Stable, kebab-case: what programs compare. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is wrong and what to do, parted by a semicolon. */
    public String sentence() {
        return sentence;
    }

    Problem problem() {
        Problem problem = Problem.of(status, code(), sentence);
        return this == VIEWS_UNAVAILABLE ? problem.withRetryAfter(SOON) : problem;
    }
}
