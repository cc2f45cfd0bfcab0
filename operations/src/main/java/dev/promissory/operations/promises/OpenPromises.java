package dev.promissory.operations.promises;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.PromiseId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The promises that have not ended yet, of all that were ever made: those that have are forgotten at once. */
final class OpenPromises {

    private final Judge judge;
    private final Map<PromiseId, PromiseRecord> open = new HashMap<>();

    OpenPromises(Judge judge) {
        this.judge = judge;
    }

    void note(Fact.OfPromise fact, ConsumerRecord<byte[], byte[]> record) {
        PromiseRecord promise = open.computeIfAbsent(fact.promiseId(), PromiseRecord::new);
        promise.note(fact, record);
        forgetWhenOver(promise);
    }

    void note(Message message, ConsumerRecord<byte[], byte[]> record) {
        PromiseRecord promise = open.computeIfAbsent(message.promiseId(), PromiseRecord::new);
        promise.note(message, record);
        forgetWhenOver(promise);
    }

    /** Made before that time, or with a part that nobody has ended. */
    Set<PromiseId> olderThan(Instant time) {
        Set<PromiseId> older = new HashSet<>();
        for (PromiseRecord promise : open.values()) {
            boolean isOlder =
                    promise.opened().map(opened -> opened.at().isBefore(time)).orElseGet(promise::hasLooseEnds);
            if (isOlder) {
                older.add(promise.promiseId());
            }
        }
        return older;
    }

    /** How many there are whose beginning is known. */
    long count() {
        return open.values().stream()
                .filter(promise -> promise.opened().isPresent())
                .count();
    }

    private void forgetWhenOver(PromiseRecord promise) {
        if (promise.isOver() && judge.obstacles(promise).isEmpty()) {
            open.remove(promise.promiseId());
        }
    }
}
