package dev.promissory.gateway;

import dev.promissory.kit.ProblemCode;
import java.util.Optional;

/** What a gateway answers before a command is on its way, so that it is certainly not carried out. */
public enum GatewayCode implements ProblemCode {
    BAD_WALLET_ID(
            "walletId", "The wallet id in the path does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}; correct it."),
    BAD_CURRENCY("currency", "The currency in the path is not 2 to 12 characters of A-Z and 0-9; correct it."),
    BAD_HOLD_ID("holdId", "The hold id in the path does not match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}; correct it."),
    BAD_SCHEDULE_ID("scheduleId", "The schedule id in the path is not <wallet>~<sequence>; write it such as alice~9."),
    BAD_PROMISE_ID("promiseId", "The promise id in the path is not <sender>~<sequence>; write it such as alice~9."),
    BAD_SEQUENCE("sequence", "The sequence in the path is not a whole number from 1; write it such as 9."),
    BAD_IDEMPOTENCY_KEY(
            CommandRequest.IDEMPOTENCY_KEY,
            "Idempotency-Key must be given once and match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}; leave it out to have one made up."),
    BAD_IF_MATCH(
            CommandRequest.IF_MATCH, "If-Match must be one sequence number in double quotes; write it such as \"7\"."),
    BAD_PARAMETER(400, "A parameter of the URL cannot be read or has no place there; correct the one that is named."),
    PROMISE_NOT_FOUND(404, "The views know no such promise; correct the id, or try again if it is new."),
    FACT_NOT_FOUND(404, "The views know no such fact; correct the wallet and the sequence, or try again if it is new."),
    PROMISE_NOT_KEPT(409, "The promise has not been kept, or not yet; only money that has arrived can be sent back."),
    TOO_MANY_COMMANDS(
            422,
            "A batch has at most " + Batch.MAX_COMMANDS + " commands; send this one and what follows it in another."),
    DRY_RUN_UNANSWERED(503, "No answer to the dry run came in time, and nothing has changed; try it again."),
    VIEWS_NOT_CONFIGURED(
            503,
            "This gateway does not know where the views are, which show the facts that prove a reversal; start it with --views."),
    VIEWS_UNAVAILABLE(
            503,
            "The command was not accepted because the views do not show the facts that prove it now; send it again later."),
    STEWARDS_REBUILDING(
            503,
            "The command was not accepted because the stewards' state is being rebuilt from the facts; send it again later, with the same key."),
    TOO_MANY_IN_FLIGHT(
            503, "The command was not accepted because too many others wait for their answer; send it again later."),
    KAFKA_UNAVAILABLE(503, "The command was not accepted because Kafka cannot take it now; send it again later.");

    private final int status;
    private final Optional<String> field;
    private final String sentence;

    /** A part of the request, which is ill-formed. */
    GatewayCode(String field, String sentence) {
        this(400, Optional.of(field), sentence);
    }

    GatewayCode(int status, String sentence) {
        this(status, Optional.empty(), sentence);
    }

    GatewayCode(int status, Optional<String> field, String sentence) {
        this.status = status;
        this.field = field;
        this.sentence = sentence;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Optional<String> field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
