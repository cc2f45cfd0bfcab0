package dev.promissory.processor;

import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.StewardMemory;
import dev.promissory.domain.StewardMemory.HoldKey;
import dev.promissory.processor.StewardFault.Kind;
import dev.promissory.protocol.SealCheck;
import java.util.Arrays;
import java.util.Optional;

/** Whether a sealed fact is the next one of its wallet. */
final class FactCheck {

    private FactCheck() {}

    /** What is wrong with it. */
    record Refusal(Kind kind, String what) {}

    /** Empty when it is to be taken in. */
    static Optional<Refusal> refusal(WalletRow row, Fact fact, SealCheck.Links links, StewardMemory memory) {
        long last = row.wallet().sequence();
        if (fact.sequence() <= last) {
            return refused(
                    Kind.FORKED, "another fact " + fact.sequence() + " is there already; " + last + " is the newest");
        }
        if (fact.sequence() > last + 1) {
            return refused(
                    Kind.GAP,
                    "fact " + fact.sequence() + " comes after fact " + last + "; what is between them is missing");
        }
        if (!Arrays.equals(links.previous(), row.lastHash())) {
            return refused(Kind.FORKED, "fact " + fact.sequence() + " does not build on fact " + last);
        }
        if (!Evolution.agrees(row.wallet(), fact)) {
            return refused(
                    Kind.DISAGREES, "fact " + fact.sequence() + " states balances that its amounts do not lead to");
        }
        return refusal(fact, memory);
    }

    /** What its wallet cannot tell: empty when it ends no hold that is not open. */
    static Optional<Refusal> refusal(Fact fact, StewardMemory memory) {
        return ended(fact)
                .filter(hold -> !isOpen(fact, hold, memory))
                .flatMap(hold -> refused(
                        Kind.DISAGREES, "fact " + fact.sequence() + " ends the hold " + hold + ", which is not open"));
    }

    private static boolean isOpen(Fact fact, HoldId holdId, StewardMemory memory) {
        return memory.holds()
                .find(new HoldKey(fact.walletId(), holdId))
                .filter(hold -> hold.status() == Hold.Status.OPEN)
                .isPresent();
    }

    /** The hold that the fact ends. */
    private static Optional<HoldId> ended(Fact fact) {
        if (fact instanceof Fact.HoldCaptured captured) {
            return Optional.of(captured.holdId());
        }
        if (fact instanceof Fact.HoldReleased released) {
            return Optional.of(released.holdId());
        }
        return fact instanceof Fact.HoldExpired expired ? Optional.of(expired.holdId()) : Optional.empty();
    }

    private static Optional<Refusal> refused(Kind kind, String what) {
        return Optional.of(new Refusal(kind, what));
    }
}
