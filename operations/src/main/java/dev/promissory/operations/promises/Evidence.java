package dev.promissory.operations.promises;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.WalletPartitions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells what stewards have written from what has only been put beside it. Without the key it takes more on trust. */
final class Evidence {

    private final int walletPartitions;
    private final SealCheck seals;
    private final Optional<Sealer> sealer;
    private long facts;
    private long messages;
    private long leftOut;

    Evidence(Optional<SigningKey> key, int walletPartitions) {
        this.walletPartitions = walletPartitions;
        this.seals = new SealCheck(key);
        this.sealer = key.map(Sealer::new);
    }

    /** The fact, when it is about a promise and its seal holds. */
    Optional<Fact.OfPromise> fact(ConsumerRecord<byte[], byte[]> record) {
        facts++;
        Optional<Fact> fact = Json.ifReadable(record.value(), FactJson::read);
        if (fact.isEmpty()) {
            leftOut++;
            return Optional.empty();
        }
        if (!(fact.get() instanceof Fact.OfPromise ofPromise)) {
            return Optional.empty();
        }
        if (seals.check(record.value(), record.headers()).isEmpty()) {
            leftOut++;
            return Optional.empty();
        }
        return Optional.of(ofPromise);
    }

    /** The message, when it is signed and lies where its addressee lives. */
    Optional<Message> message(ConsumerRecord<byte[], byte[]> record) {
        messages++;
        Optional<Message> message = Json.ifReadable(record.value(), MessageJson::read)
                .filter(each -> isAtHome(each, record))
                .filter(each -> sealer.isEmpty() || sealer.get().isSigned(record.headers(), record.value()));
        if (message.isEmpty()) {
            leftOut++;
        }
        return message;
    }

    long facts() {
        return facts;
    }

    long messages() {
        return messages;
    }

    /** Records that count for nothing: unreadable, unsigned, or in the wrong place. */
    long leftOut() {
        return leftOut;
    }

    boolean withKey() {
        return sealer.isPresent();
    }

    private boolean isAtHome(Message message, ConsumerRecord<byte[], byte[]> record) {
        byte[] addressee = message.addressee().value().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(record.key(), addressee)
                && WalletPartitions.of(addressee, walletPartitions) == record.partition();
    }
}
