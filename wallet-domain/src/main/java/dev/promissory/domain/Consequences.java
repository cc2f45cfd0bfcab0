package dev.promissory.domain;

import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import java.util.List;

/**
 * What a steward tells others because of a fact. Facts say all that it takes: a message that was lost can be written once
 * more, word for word. Only a refusal by a wallet that does not exist follows from no fact.
 */
public final class Consequences {

    private Consequences() {}

    /** Two facts of one decision may have a message in common; it is said once. */
    public static List<Message> of(Fact.OfPromise fact) {
        WalletId self = fact.walletId();
        return switch (fact) {
            case Fact.TransferPromised promised -> opening(promised);
            case Fact.JournalOpened opened ->
                Coordination.asking(opened.promiseId(), opened.postings(), opened.head(), opened.occasion());
            case Fact.TransferReserved reserved -> List.of(new PromiseAgreed(reserved.promiseId(), self));
            case Fact.TransferAccepted accepted -> List.of(new PromiseAgreed(accepted.promiseId(), self));
            case Fact.TransferRefused refused ->
                List.of(new PromiseRefused(refused.promiseId(), self, refused.reason()));
            case Fact.TransferReceived received -> List.of(new PromiseKept(received.promiseId(), self));
            case Fact.TransferSettled settled ->
                isCoordinator(self, settled.promiseId())
                        ? Coordination.settling(settled.promiseId(), Posting.all(self, settled.legs()))
                        : List.of(new PromiseKept(settled.promiseId(), self));
            case Fact.JournalSettled settled -> Coordination.settling(settled.promiseId(), settled.postings());
            case Fact.TransferReturned returned ->
                isCoordinator(self, returned.promiseId())
                        ? Coordination.releasing(
                                returned.promiseId(),
                                Posting.all(self, returned.legs()),
                                returned.refusedBy(),
                                returned.reason())
                        : List.of();
            case Fact.JournalReturned returned ->
                Coordination.releasing(
                        returned.promiseId(), returned.postings(), returned.refusedBy(), returned.reason());
            case Fact.TransferReleased none -> List.of();
        };
    }

    /** One receiver decides alone; several are first asked to agree. */
    static List<Message> opening(Fact.TransferPromised promised) {
        FactHead head = promised.head();
        if (Leg.haveOneReceiver(promised.legs())) {
            return List.of(new PromiseMade(
                    promised.promiseId(),
                    promised.legs(),
                    head.commandId(),
                    head.at(),
                    head.memo(),
                    promised.occasion()));
        }
        List<Posting> postings = Posting.all(head.walletId(), promised.legs());
        return Coordination.asking(promised.promiseId(), postings, head, promised.occasion());
    }

    private static boolean isCoordinator(WalletId self, PromiseId promiseId) {
        return promiseId.sender().equals(self);
    }
}
