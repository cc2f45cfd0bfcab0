package dev.promissory.operations.promises;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.Answer;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that is on record about some promises, and about later ones that may have overtaken them. */
final class PromiseFiles {

    private final Map<WalletId, NavigableMap<Long, PromiseRecord>> bySender = new HashMap<>();

    PromiseFiles(Collection<PromiseId> wanted) {
        for (PromiseId promiseId : wanted) {
            bySender.computeIfAbsent(promiseId.sender(), sender -> new TreeMap<>())
                    .put(promiseId.sequence(), new PromiseRecord(promiseId));
        }
    }

    void note(Fact.OfPromise fact, ConsumerRecord<byte[], byte[]> record) {
        find(fact.promiseId()).ifPresent(promise -> promise.note(fact, record));
    }

    void note(Message message, ConsumerRecord<byte[], byte[]> record) {
        PromiseId promiseId = message.promiseId();
        find(promiseId).ifPresent(promise -> promise.note(message, record));
        if (message instanceof Answer answer) {
            bySender.getOrDefault(promiseId.sender(), new TreeMap<>())
                    .headMap(promiseId.sequence(), false)
                    .values()
                    .forEach(earlier -> earlier.hearLater(answer, record));
        }
    }

    Stream<PromiseRecord> all() {
        return bySender.values().stream().flatMap(promises -> promises.values().stream());
    }

    private Optional<PromiseRecord> find(PromiseId promiseId) {
        return Optional.ofNullable(bySender.get(promiseId.sender())).map(each -> each.get(promiseId.sequence()));
    }
}
