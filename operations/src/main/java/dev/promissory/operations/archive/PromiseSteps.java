package dev.promissory.operations.archive;

import dev.promissory.domain.Message;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.archive.PromiseTrail.Step;
import dev.promissory.operations.archive.PromiseTrail.Taken;
import java.util.List;
import java.util.stream.Stream;

/** What has become of one promise, and what of it is still to be said. */
record PromiseSteps(PromiseId promiseId, List<Taken> taken) {

    boolean has(WalletId walletId, Step step, Cut cut) {
        return taken.stream()
                .anyMatch(each -> each.walletId().equals(walletId) && each.step() == step && cut.counts(each.place()));
    }

    /** Whether the steps are there without which this one would not have been taken. */
    boolean isFounded(Taken step, Cut cut) {
        return switch (step.step()) {
            case MADE, ASKED -> true;
            case AGREED, REFUSED -> makers(Step.MADE, cut);
            case RECEIVED -> makers(isOfSeveral() ? Step.SETTLED : Step.MADE, cut);
            case SETTLED ->
                step.isMakers()
                        ? makers(Step.MADE, cut) && asked().allMatch(each -> has(each, Step.AGREED, cut))
                        : makers(Step.SETTLED, cut);
            case RETURNED ->
                step.isMakers() ? makers(Step.MADE, cut) && !isRefusedBehind(cut) : makers(Step.RETURNED, cut);
            case RELEASED -> makers(Step.RETURNED, cut);
        };
    }

    /**
     * Whether the message must travel with the facts: it has been said by what is among them, and either has not been
     * heard, or is what its hearer is asked about later. Who keeps what promise stands in no fact of its maker.
     */
    boolean isNeeded(Message message, Cut cut) {
        return switch (message) {
            case PromiseMade made -> makers(Step.MADE, cut) && !hasAnswered(made.addressee(), cut);
            case AgreementAsked asked -> makers(Step.MADE, cut) && !hasAnswered(asked.addressee(), cut);
            case PromiseAgreed agreed -> has(agreed.by(), Step.AGREED, cut) && !isDecided(cut);
            case PromiseRefused refused ->
                makers(Step.MADE, cut)
                        && has(refused.by(), Step.REFUSED, cut)
                        && (!isDecided(cut) || isOnlySaid(refused.by()));
            case PromiseKept kept -> hasDoneItsPart(kept.by(), cut);
            case PromiseSettled settled -> makers(Step.SETTLED, cut) && !hasDoneItsPart(settled.to(), cut);
            case PromiseReleased released ->
                makers(Step.RETURNED, cut)
                        && !has(released.to(), Step.RETURNED, cut)
                        && !has(released.to(), Step.RELEASED, cut);
        };
    }

    /** Then who refused would be asked once more, by a message that travels, and might agree to what came back long ago. */
    private boolean isRefusedBehind(Cut cut) {
        return taken.stream().anyMatch(each -> each.step() == Step.REFUSED && !cut.counts(each.place()));
    }

    /** No fact of the refusing wallet says that it has answered. */
    private boolean isOnlySaid(WalletId by) {
        return taken.stream()
                .anyMatch(each -> each.walletId().equals(by)
                        && each.step() == Step.REFUSED
                        && each.place().isSaid());
    }

    private boolean makers(Step step, Cut cut) {
        return has(promiseId.sender(), step, cut);
    }

    private boolean hasAnswered(WalletId walletId, Cut cut) {
        return has(walletId, Step.AGREED, cut) || has(walletId, Step.REFUSED, cut) || has(walletId, Step.RECEIVED, cut);
    }

    private boolean hasDoneItsPart(WalletId walletId, Cut cut) {
        return has(walletId, Step.RECEIVED, cut) || has(walletId, Step.SETTLED, cut);
    }

    private boolean isDecided(Cut cut) {
        return makers(Step.SETTLED, cut) || makers(Step.RETURNED, cut);
    }

    private boolean isOfSeveral() {
        return promiseId.isOfJournal() || asked().count() > 1;
    }

    private Stream<WalletId> asked() {
        return taken.stream().filter(each -> each.step() == Step.ASKED).map(Taken::walletId);
    }
}
