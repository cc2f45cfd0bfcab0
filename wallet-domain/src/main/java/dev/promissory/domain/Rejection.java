package dev.promissory.domain;

import java.util.Optional;

/**
 * Why a steward refuses, in order of precedence: when a command breaks several rules the first of them is the answer.
 * First the command's identity and form, then the wallet's state, the amount, the funds. The code is part of the
 * contract and never changes; the sentence may be improved.
 */
public enum Rejection {
    MALFORMED_COMMAND("malformed-command", 400, "The command cannot be read; send it again in the documented form."),
    COMMAND_ID_REUSED(
            "command-id-reused",
            422,
            "Another command of this wallet had this id; send this one under an id of its own.",
            "commandId"),
    SEQUENCE_MISMATCH(
            "sequence-mismatch",
            412,
            "The wallet has moved on since you read it; read it again and decide anew.",
            "expectedSequence"),
    REFERENCE_TOO_LONG("reference-too-long", 422, "A reference has at most 256 characters; shorten it.", "reference"),
    METADATA_TOO_LARGE(
            "metadata-too-large", 422, "Metadata has at most 20 keys and 4096 bytes; send less.", "metadata"),
    OWNER_TOO_LONG("owner-too-long", 422, "An owner has at most 256 characters; shorten it.", "owner"),

    WALLET_NOT_FOUND("wallet-not-found", 404, "There is no such wallet; open it first."),
    WALLET_CLOSED("wallet-closed", 409, "The wallet is closed for good; use another one."),
    WALLET_FROZEN("wallet-frozen", 409, "The wallet is frozen; unfreeze it first."),

    TOO_MANY_LEGS("too-many-legs", 422, "A transfer has one leg; send one transfer for each receiver.", "legs"),
    TRANSFER_TO_SELF("transfer-to-self", 422, "A wallet cannot send to itself; name another receiver.", "to"),

    INVALID_CURRENCY(
            "invalid-currency", 422, "A currency is 2 to 12 characters of A-Z and 0-9; correct it.", "currency"),
    AMOUNT_NOT_POSITIVE("amount-not-positive", 422, "An amount is greater than zero; correct it.", "amount"),
    TOO_MANY_FRACTION_DIGITS(
            "too-many-fraction-digits",
            422,
            "The amount has more fraction digits than its currency; amounts are never rounded, so send an exact one.",
            "amount"),
    AMOUNT_TOO_LARGE("amount-too-large", 422, "An amount has at most 38 digits; send less.", "amount"),

    INSUFFICIENT_FUNDS("insufficient-funds", 422, "The wallet has less than that available; send less.", "amount"),
    BALANCE_TOO_LARGE(
            "balance-too-large", 422, "The balance would have more than 38 digits; choose another amount.", "amount"),
    TOO_MANY_CURRENCIES(
            "too-many-currencies",
            422,
            "A wallet holds at most 1000 currencies, those it has spent included; use another wallet.",
            "currency"),
    WALLET_NOT_EMPTY("wallet-not-empty", 409, "The wallet still has money; move it out before closing."),
    PROMISES_IN_FLIGHT(
            "promises-in-flight", 409, "Money the wallet has sent is still in flight; close it when that has ended.");

    private final String code;
    private final int httpStatus;
    private final String sentence;
    private final Optional<String> field;

    Rejection(String code, int httpStatus, String sentence) {
        this(code, httpStatus, sentence, Optional.empty());
    }

    Rejection(String code, int httpStatus, String sentence, String field) {
        this(code, httpStatus, sentence, Optional.of(field));
    }

    Rejection(String code, int httpStatus, String sentence, Optional<String> field) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.sentence = sentence;
        this.field = field;
    }

    /** Stable, kebab-case: what programs compare. */
    public String code() {
        return code;
    }

    /** The HTTP status that says the same. */
    public int httpStatus() {
        return httpStatus;
    }

    /** One sentence for a person: what is wrong and what to do. */
    public String sentence() {
        return sentence;
    }

    /** The field of the command at fault, where it is one. */
    public Optional<String> field() {
        return field;
    }

    /** The rejection with this code; empty when there is none. */
    public static Optional<Rejection> ofCode(String code) {
        for (Rejection rejection : values()) {
            if (rejection.code.equals(code)) {
                return Optional.of(rejection);
            }
        }
        return Optional.empty();
    }
}
