package dev.promissory.views;

import dev.promissory.kit.ProblemCode;

/** What the views answer, their stream and their webhooks included. */
public enum ViewCode implements ProblemCode {
    BAD_PARAMETER(
            400, "A parameter of the URL is unknown, ill-formed or given twice; correct the one that field names."),
    BAD_CURSOR(
            400,
            "That is no cursor of this list, or no Last-Event-ID of this stream; use what it gave you, unchanged."),
    WALLET_NOT_FOUND(404, "The view knows no such wallet; correct the id, or wait with minSequence."),
    PROMISE_NOT_FOUND(404, "The view knows no such promise; correct the id, or wait with minSequence."),
    FACT_NOT_FOUND(404, "The view knows no such fact; look at the wallet's statement."),
    FACT_ALTERED(500, "Kafka holds something else where the fact was verified; restore the topic from a backup."),
    COMMAND_NOT_FOUND(
            404,
            "No outcome of the command is known, so it may still be on its way; ask again, or send it again under its id."),
    CURRENCY_NOT_MINTED(404, "No fact about the currency at the mint is known; issue some of it first."),
    VIEW_NOT_READY(503, "The tables that the answer depends on are being restored or moved; try again."),
    VIEW_BEHIND(503, "The view has not seen that sequence yet; try again."),
    KAFKA_UNAVAILABLE(503, "Kafka does not answer; try again."),
    TOO_MANY_STREAMS(503, "The server has as many streams open as it takes; try again later."),
    BAD_WEBHOOK(400, "The registration cannot be read; correct the field that is named."),
    WEBHOOK_NOT_FOUND(404, "There is no such webhook; GET /webhooks lists them."),
    WEBHOOK_ID_TAKEN(409, "Something else is registered under this id; choose another, or remove that one first."),
    TOO_MANY_WEBHOOKS(409, "There are as many webhooks as there can be; remove one."),
    DELIVERY_NOT_FOUND(404, "There is no such undelivered fact; GET /webhooks/{id}/undelivered lists those there are."),
    REPLAY_UNDER_WAY(409, "The delivery is being replayed just now; see what comes of it."),
    TOO_MANY_REPLAYS(503, "The server replays as many deliveries at once as it can; try again."),
    DELIVERY_REFUSED(
            502,
            "The endpoint did not take the delivery, which stays undelivered; see to the endpoint, then replay it again.");

    private final int status;
    private final String sentence;

    ViewCode(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
