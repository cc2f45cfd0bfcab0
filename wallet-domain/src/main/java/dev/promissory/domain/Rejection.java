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
    CONDITION_FAILED(
            "condition-failed",
            412,
            "A balance is not as the command requires; read it again and decide anew.",
            "require"),
    REFERENCE_TOO_LONG("reference-too-long", 422, "A reference has at most 256 characters; shorten it.", "reference"),
    METADATA_TOO_LARGE(
            "metadata-too-large", 422, "Metadata has at most 20 keys and 4096 bytes; send less.", "metadata"),
    OWNER_TOO_LONG("owner-too-long", 422, "An owner has at most 256 characters; shorten it.", "owner"),

    WALLET_NOT_FOUND("wallet-not-found", 404, "There is no such wallet; open it first."),
    WALLET_CLOSED("wallet-closed", 409, "The wallet is closed for good; use another one."),
    WALLET_FROZEN("wallet-frozen", 409, "The wallet is frozen; unfreeze it first."),
    NOT_A_WALLET("not-a-wallet", 409, "A journal has this id, and a journal has no money; use another id."),
    ID_TAKEN("id-taken", 409, "A wallet or another journal has this id; give the journal one of its own."),

    HOLD_ALREADY_EXISTS(
            "hold-already-exists", 409, "The wallet has or had a hold of this id; use another one.", "holdId"),
    HOLD_NOT_FOUND("hold-not-found", 404, "The wallet never had such a hold; correct the id.", "holdId"),
    HOLD_ALREADY_CAPTURED("hold-already-captured", 409, "The hold has been captured; place another one.", "holdId"),
    HOLD_ALREADY_RELEASED("hold-already-released", 409, "The hold has been released; place another one.", "holdId"),
    HOLD_EXPIRED("hold-expired", 409, "The hold has expired; place another one.", "holdId"),
    INVALID_EXPIRY(
            "invalid-expiry", 422, "A time span is longer than zero and at most one year; correct it.", "expiresIn"),
    SCHEDULE_NOT_OPEN(
            "schedule-not-open",
            409,
            "No such transfer is waiting, it may have been executed or cancelled; look at the wallet's schedules.",
            "scheduleId"),
    SCHEDULE_TOO_FAR(
            "schedule-too-far", 422, "A transfer is scheduled at most one year ahead; choose a time.", "executeAt"),
    PROOF_INVALID("proof-invalid", 422, "No steward has written this fact; bring it exactly as it stands.", "proof"),
    NOT_REVERSIBLE(
            "not-reversible",
            422,
            "That is no money that moved, or not of this wallet; name a deposit, a withdrawal or a kept promise.",
            "proof"),
    ALREADY_REVERSED("already-reversed", 409, "It has been reversed, or is being; look at its reversal.", "proof"),

    TOO_MANY_LEGS("too-many-legs", 422, "There are at most 100 legs; send several.", "legs"),
    TRANSFER_TO_SELF("transfer-to-self", 422, "A wallet cannot send to itself; name another receiver.", "to"),

    INVALID_CURRENCY(
            "invalid-currency", 422, "A currency is 2 to 12 characters of A-Z and 0-9; correct it.", "currency"),
    LIMIT_NEGATIVE("limit-negative", 422, "A limit is zero or more; correct it.", "limit"),
    AMOUNT_NOT_POSITIVE("amount-not-positive", 422, "An amount is greater than zero; correct it.", "amount"),
    TOO_MANY_FRACTION_DIGITS(
            "too-many-fraction-digits",
            422,
            "The amount has more fraction digits than its currency; amounts are never rounded, so send an exact one.",
            "amount"),
    AMOUNT_TOO_LARGE("amount-too-large", 422, "An amount has at most 38 digits; send less.", "amount"),

    HOLD_CURRENCY_DIFFERS(
            "hold-currency-differs", 422, "The hold is of another currency; name that one or none.", "currency"),
    CAPTURE_EXCEEDS_HOLD(
            "capture-exceeds-hold", 422, "The hold is of less than that; capture at most what is held.", "amount"),
    RATE_MISMATCH(
            "rate-mismatch",
            422,
            "What is bought is not what is sold times the rate, to the last digit either way; correct one of them.",
            "rate"),

    INSUFFICIENT_FUNDS("insufficient-funds", 422, "The wallet has less than that available; send less.", "amount"),
    BALANCE_TOO_LARGE(
            "balance-too-large", 422, "The balance would have more than 38 digits; choose another amount.", "amount"),
    TOO_MANY_CURRENCIES(
            "too-many-currencies",
            422,
            "A wallet holds at most 1000 currencies, those it has spent included; use another wallet.",
            "currency"),
    TOO_MANY_OVERDRAFT_LIMITS(
            "too-many-overdraft-limits",
            422,
            "A wallet has at most 1000 overdraft limits; set one of them to zero first.",
            "currency"),
    WALLET_NOT_EMPTY("wallet-not-empty", 409, "The wallet still has money; move it out before closing."),
    PROMISES_IN_FLIGHT(
            "promises-in-flight",
            409,
            "Money the wallet has sent or agreed to take is still in flight; close it when that has ended."),

    /** No answer to a command, but the reason why a journal returned. */
    DEADLINE_PASSED("deadline-passed", 409, "Not all wallets had agreed in time; open another journal.");

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
