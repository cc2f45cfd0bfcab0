package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.Leg;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.UnreadableException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds, in the views, the fact that proves what is to be reversed. A view may lag, and may be built anew; so the choice
 * rests on facts alone, which never change, and the same reversal asked for again has the same proof. Only where the
 * facts are is taken from the view's own words.
 *
 * @param views all methods throw {@link ProblemException} when these cannot be asked
 */
record ProofSearch(ViewsClient views) {

    /** Of a fact that the view has not seen it cannot say whether there is one. */
    private static final Set<String> NO_SUCH_FACT = Set.of("fact-not-found", "wallet-not-found", "view-behind");

    private record Place(WalletId walletId, long sequence) {}

    /**
     * The fact itself.
     *
     * @throws ProblemException {@code fact-not-found}
     */
    ShownFact ofFact(int ownPort, WalletId walletId, long sequence) {
        return fact(ownPort, new Place(walletId, sequence)).orElseThrow(() -> refused(GatewayCode.FACT_NOT_FOUND));
    }

    /**
     * The fact by which the promise was kept: at its receiver, or, between several wallets, at whoever made it.
     *
     * @throws ProblemException {@code promise-not-found} or {@code promise-not-kept}
     */
    ShownFact ofPromise(int ownPort, PromiseId promiseId) {
        String path = "/promises/" + promiseId;
        ObjectNode shown = views.ask(ownPort, path, Set.of("promise-not-found"))
                .orElseThrow(() -> refused(GatewayCode.PROMISE_NOT_FOUND));
        ShownFact made = fact(ownPort, new Place(promiseId.sender(), promiseId.sequence()))
                .orElseThrow(() -> refused(GatewayCode.PROMISE_NOT_FOUND));
        try {
            ShownFact kept = fact(ownPort, whereKept(new Fields(shown), promiseId, made.fact()))
                    .orElseThrow(ViewsClient::unavailable);
            requireKeeps(kept.fact(), promiseId);
            return kept;
        } catch (UnreadableException e) {
            throw ViewsClient.unusable(path, e);
        }
    }

    private static Place whereKept(Fields shown, PromiseId promiseId, Fact made) {
        Optional<WalletId> receiver = onlyReceiver(made);
        WalletId keeper = receiver.orElse(promiseId.sender());
        OptionalLong sequence = receiver.isPresent() ? receivedAs(shown, keeper) : shown.optionalInteger("settledAs");
        boolean kept = shown.text("status").equals("kept");
        if (sequence.isEmpty()) {
            throw kept
                    ? new UnreadableException("it is kept, but they do not say by which fact")
                    : refused(GatewayCode.PROMISE_NOT_KEPT);
        }
        return new Place(keeper, sequence.getAsLong());
    }

    /** Empty when there are several, or when a journal has made the promise. */
    private static Optional<WalletId> onlyReceiver(Fact made) {
        return switch (made) {
            case TransferPromised promised -> {
                List<WalletId> receivers =
                        promised.legs().stream().map(Leg::to).distinct().toList();
                yield receivers.size() == 1 ? Optional.of(receivers.getFirst()) : Optional.empty();
            }
            case JournalOpened opened -> Optional.empty();
            default -> throw refused(GatewayCode.PROMISE_NOT_FOUND);
        };
    }

    private static OptionalLong receivedAs(Fields shown, WalletId receiver) {
        return shown.objects("legs").stream()
                .filter(leg -> leg.walletId("to").equals(receiver))
                .map(leg -> leg.optionalInteger("receivedAs"))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static void requireKeeps(Fact fact, PromiseId promiseId) {
        boolean keeps = fact instanceof TransferReceived received
                        && received.promiseId().equals(promiseId)
                || fact instanceof TransferSettled settled
                        && settled.promiseId().equals(promiseId)
                || fact instanceof JournalSettled journal && journal.promiseId().equals(promiseId);
        if (!keeps) {
            throw new UnreadableException("fact " + fact.sequence() + " of " + fact.walletId() + " does not keep it");
        }
    }

    /** Waits for a view that has not seen the fact yet: who has just been answered with its sequence may ask at once. */
    private Optional<ShownFact> fact(int ownPort, Place place) {
        String path = "/wallets/" + place.walletId() + "/facts/" + place.sequence();
        try {
            return views.ask(ownPort, path + "?minSequence=" + place.sequence(), NO_SUCH_FACT)
                    .map(shown -> ShownFact.read(shown, place.walletId(), place.sequence()));
        } catch (UnreadableException e) {
            throw ViewsClient.unusable(path, e);
        }
    }

    private static ProblemException refused(GatewayCode code) {
        return new ProblemException(code.problem());
    }
}
