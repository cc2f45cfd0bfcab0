package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintRefusal;
import dev.promissory.mint.protocol.MintedCurrency;

/** Makes the mint's answers. */
final class MintAnswers {

    private MintAnswers() {}

    static MintOutcome accepted(MintedCurrency after, CommandId commandId) {
        return new MintOutcome.Accepted(after.currency(), commandId, after.sequence(), after.totals(), false);
    }

    static MintOutcome rejected(MintedCurrency currency, CommandId commandId, MintRefusal refusal) {
        return new MintOutcome.Rejected(
                currency.currency(), commandId, currency.sequence(), refusal, refusal.sentence(), false);
    }

    /** The same answer, marked as one that was given before. */
    static MintOutcome replayed(MintOutcome outcome) {
        return switch (outcome) {
            case MintOutcome.Accepted accepted ->
                new MintOutcome.Accepted(
                        accepted.currency(), accepted.commandId(), accepted.sequence(), accepted.totals(), true);
            case MintOutcome.Rejected rejected ->
                new MintOutcome.Rejected(
                        rejected.currency(),
                        rejected.commandId(),
                        rejected.sequence(),
                        rejected.refusal(),
                        rejected.detail(),
                        true);
        };
    }
}
