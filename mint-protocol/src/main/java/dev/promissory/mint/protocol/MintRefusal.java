package dev.promissory.mint.protocol;

import dev.promissory.domain.Rejection;
import java.util.Optional;

/**
 * Why the mint refuses. Where a wallet would refuse for the same reason the code is the wallet's: also when the mint's
 * own wallet was what refused.
 *
 * @param code stable, kebab-case
 * @param httpStatus the HTTP status that says the same
 * @param sentence for a person: what is wrong and what to do
 * @param field of the command at fault, where it is one
 */
public record MintRefusal(String code, int httpStatus, String sentence, Optional<String> field) {

    public static final MintRefusal CAP_EXCEEDED = new MintRefusal(
            "cap-exceeded",
            422,
            "More would be issued than the currency's cap allows; issue less, or raise the cap.",
            Optional.of("amount"));

    private static final MintRefusal COMMAND_ID_REUSED = new MintRefusal(
            Rejection.COMMAND_ID_REUSED.code(),
            Rejection.COMMAND_ID_REUSED.httpStatus(),
            "Another command for this currency had this id; send this one under an id of its own.",
            Rejection.COMMAND_ID_REUSED.field());

    public static MintRefusal of(Rejection rejection) {
        return rejection == Rejection.COMMAND_ID_REUSED ? COMMAND_ID_REUSED : ofWallet(rejection);
    }

    private static MintRefusal ofWallet(Rejection rejection) {
        return new MintRefusal(rejection.code(), rejection.httpStatus(), rejection.sentence(), rejection.field());
    }

    /** The same refusal with another field at fault, or none. */
    public MintRefusal at(Optional<String> other) {
        return new MintRefusal(code, httpStatus, sentence, other);
    }

    /** The refusal with this code; empty when there is none. */
    public static Optional<MintRefusal> ofCode(String code) {
        return code.equals(CAP_EXCEEDED.code())
                ? Optional.of(CAP_EXCEEDED)
                : Rejection.ofCode(code).map(MintRefusal::of);
    }
}
