package dev.promissory.domain;

import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Message.PromiseKept;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A steward's open promises in memory, kept from the facts it writes and the messages it hears. */
final class PromiseBook implements OpenPromises {

    private final Map<PromiseId, OpenPromise> open = new LinkedHashMap<>();

    void note(Fact fact) {
        if (fact instanceof TransferPromised promised) {
            FactHead head = promised.head();
            open.put(
                    promised.promiseId(),
                    new OpenPromise(promised.promiseId(), promised.legs(), head.commandId(), head.at(), head.memo()));
        } else if (fact instanceof TransferReturned returned) {
            open.remove(returned.promiseId());
        }
    }

    void note(Message message) {
        if (message instanceof PromiseKept kept) {
            open.remove(kept.promiseId());
        }
    }

    Collection<OpenPromise> all() {
        return open.values();
    }

    @Override
    public Optional<OpenPromise> find(PromiseId promiseId) {
        return Optional.ofNullable(open.get(promiseId));
    }

    @Override
    public boolean anyOf(WalletId sender) {
        return open.keySet().stream().anyMatch(promise -> promise.sender().equals(sender));
    }
}
