package dev.promissory.operations.promises;

import dev.promissory.domain.Message;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Place;
import dev.promissory.operations.log.Progress;
import dev.promissory.operations.log.RepairProducer;
import dev.promissory.operations.promises.Obstacle.NeverWritten;
import dev.promissory.operations.promises.Obstacle.Overtaken;
import dev.promissory.operations.promises.Obstacle.SetAside;
import dev.promissory.operations.promises.Obstacle.TimerMissing;
import dev.promissory.operations.promises.Obstacle.Unexplained;
import dev.promissory.operations.promises.Obstacle.Unread;
import dev.promissory.operations.promises.Obstacle.Unserved;
import dev.promissory.operations.promises.Obstacle.WithoutTrace;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TimerJson;
import dev.promissory.protocol.Topic;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Writes once more what a promise waits for in vain. Nothing is made up: each message follows from a sealed fact, and says
 * which. It does no harm where the first one arrives after all, since a steward takes up a promise once, and hears an
 * answer or a verdict only as long as it waits for it.
 */
public final class Resending implements AutoCloseable {

    private final PromiseDesk desk;
    private final Sealer sealer;
    private final RepairProducer producer;

    /** @param key the stewards': what it signs, they believe */
    public Resending(KafkaConnection kafka, SigningKey key, Clock clock) {
        this.desk = new PromiseDesk(kafka, Optional.of(key), clock, Progress.NONE);
        this.sealer = new Sealer(key);
        this.producer = new RepairProducer(kafka);
    }

    /**
     * Whether nothing is left that only something else can mend.
     *
     * @param teller hears in a sentence what was written, or why not
     * @throws IllegalArgumentException when no steward of this key has made such a promise
     */
    public boolean resend(PromiseId promiseId, Consumer<String> teller) {
        PromiseDesk.Inspected inspected = desk.inspect(promiseId)
                .orElseThrow(() ->
                        new IllegalArgumentException("no fact sealed with this key has made a promise " + promiseId));
        boolean allDone = true;
        for (Obstacle obstacle : inspected.obstacles()) {
            Optional<String> done = overcome(inspected.promise(), obstacle);
            teller.accept(
                    done.orElseGet(() -> "not resent: " + obstacle.reason() + " -> " + obstacle.action(promiseId)));
            allDone &= done.isPresent();
        }
        if (inspected.obstacles().isEmpty()) {
            teller.accept("nothing to resend: " + promiseId + " has ended");
        }
        return allDone;
    }

    @Override
    public void close() {
        producer.close();
        desk.close();
    }

    private Optional<String> overcome(PromiseRecord promise, Obstacle obstacle) {
        return switch (obstacle) {
            case NeverWritten missing -> Optional.of(write(promise.message(missing.telling())));
            case WithoutTrace lost -> Optional.of(write(promise.message(lost.telling())));
            case Overtaken overtaken -> Optional.of(write(refusal(promise.promiseId(), overtaken)));
            case TimerMissing missing -> Optional.of(ring(promise));
            case SetAside letter -> Optional.empty();
            case Unserved waiting -> Optional.empty();
            case Unread waiting -> Optional.empty();
            case Unexplained contradiction -> Optional.empty();
        };
    }

    /** In the name of one that can never answer any more: it takes no promise older than the last it answered. */
    private static Implied refusal(PromiseId promiseId, Overtaken overtaken) {
        Implied proof = overtaken.proof();
        Message refused = new PromiseRefused(promiseId, overtaken.by(), Rejection.DEADLINE_PASSED);
        return new Implied(refused, proof.from(), Optional.empty(), Optional.empty());
    }

    private String write(Implied implied) {
        byte[] value = MessageJson.write(implied.message());
        Headers headers = because(implied.from()).add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(sealer.macOf(value)));
        implied.cause().ifPresent(cause -> headers.add(HeaderNames.CAUSE, HeaderNames.text(cause)));
        implied.fingerprint()
                .ifPresent(fingerprint -> headers.add(HeaderNames.FINGERPRINT, HeaderNames.text(fingerprint)));
        Place place = producer.write(
                Topic.TRANSFERS.topicName(), key(implied.message().addressee()), value, headers);
        return Telling.of(implied.message()) + " was written to " + place + ", because of " + implied.from();
    }

    private String ring(PromiseRecord promise) {
        Timer timer = new Timer.JournalDue(promise.promiseId());
        Place fact = promise.opened().orElseThrow().place();
        Place place = producer.write(
                Topic.COMMANDS.topicName(), key(timer.addressee()), TimerJson.write(timer), because(fact));
        return "its timer was written to " + place + ", because of " + fact;
    }

    private static Headers because(Place place) {
        return new RecordHeaders().add(HeaderNames.RESENT_BECAUSE, HeaderNames.text(place.toString()));
    }

    private static byte[] key(WalletId addressee) {
        return HeaderNames.text(addressee.value());
    }
}
