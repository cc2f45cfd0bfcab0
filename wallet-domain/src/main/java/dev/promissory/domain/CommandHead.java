package dev.promissory.domain;

import java.util.List;
import java.util.OptionalLong;

/**
 * What every command has.
 *
 * @param walletId whose steward decides
 * @param commandId with the wallet id, the identity of the command
 * @param expectedSequence when present, the command is refused unless the wallet stands at exactly this sequence
 * @param requirements the command is refused unless they all hold
 * @param memo repeated by the command's facts
 */
public record CommandHead(
        WalletId walletId,
        CommandId commandId,
        OptionalLong expectedSequence,
        List<Requirement> requirements,
        Memo memo) {

    public CommandHead {
        requirements = List.copyOf(requirements);
    }

    /** Whether it is not for a certain state of the wallet alone. */
    public boolean isUnconditional() {
        return expectedSequence.isEmpty() && requirements.isEmpty();
    }

    public static CommandHead of(String walletId, String commandId) {
        return new CommandHead(
                new WalletId(walletId), new CommandId(commandId), OptionalLong.empty(), List.of(), Memo.none());
    }
}
