package dev.promissory.domain;

import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import java.util.List;

/** What a coordinator tells the participants of its promise. */
final class Coordination {

    private Coordination() {}

    /** Asks each for its part. */
    static List<Message> asking(PromiseId promiseId, List<Posting> postings, FactHead head, Occasion occasion) {
        return OpenPromise.participants(promiseId.sender(), postings).stream()
                .<Message>map(participant -> new AgreementAsked(
                        promiseId,
                        participant,
                        of(participant, postings),
                        head.commandId(),
                        head.at(),
                        head.memo(),
                        occasion))
                .toList();
    }

    static List<Message> settling(PromiseId promiseId, List<Posting> postings) {
        return OpenPromise.participants(promiseId.sender(), postings).stream()
                .<Message>map(participant -> new PromiseSettled(promiseId, participant))
                .toList();
    }

    /** To all but the one that refused: what was asked has gone before, so each will have agreed when it hears this. */
    static List<Message> releasing(PromiseId promiseId, List<Posting> postings, WalletId refusedBy, Rejection reason) {
        return OpenPromise.participants(promiseId.sender(), postings).stream()
                .filter(participant -> !participant.equals(refusedBy))
                .<Message>map(participant -> new PromiseReleased(promiseId, participant, refusedBy, reason))
                .toList();
    }

    private static List<Posting> of(WalletId participant, List<Posting> postings) {
        return postings.stream()
                .filter(each -> each.from().equals(participant) || each.to().equals(participant))
                .toList();
    }
}
