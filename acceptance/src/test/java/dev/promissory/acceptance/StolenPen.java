package dev.promissory.acceptance;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes the facts of one wallet that no steward knows, with a stewards' key: an opening and deposits of 1.00 EUR, each made
 * for its place. Which of them reach the topic, and when, is up to who holds it.
 */
final class StolenPen {

    private final String wallet;
    private final Sealer sealer;
    private final List<byte[]> values = new ArrayList<>();
    private final List<FactSeal> seals = new ArrayList<>();

    StolenPen(String wallet, SigningKey key, int facts) {
        this.wallet = wallet;
        this.sealer = new Sealer(key);
        byte[] previous = FactSeal.noPreviousHash();
        for (int sequence = 1; sequence <= facts; sequence++) {
            byte[] value = FactJson.write(fact(sequence, 0));
            FactSeal seal = sealer.seal(previous, value);
            values.add(value);
            seals.add(seal);
            previous = seal.hash();
        }
    }

    /** The record of one of them. */
    ProducerRecord<byte[], byte[]> fact(int sequence) {
        return record(values.get(sequence - 1), seals.get(sequence - 1));
    }

    /** Another one in its place, as well chained and signed. */
    ProducerRecord<byte[], byte[]> twinOf(int sequence) {
        byte[] value = FactJson.write(fact(sequence, 1));
        return record(value, sealer.seal(seals.get(sequence - 1).previousHash(), value));
    }

    /** The seal of one on the bytes of another amount. */
    ProducerRecord<byte[], byte[]> altered(int sequence) {
        byte[] value = KafkaDesk.bytes(KafkaDesk.text(values.get(sequence - 1)).replace("\"1.00\"", "\"9.00\""));
        return record(value, seals.get(sequence - 1));
    }

    private Fact fact(int sequence, int secondsLater) {
        FactHead head = new FactHead(
                new WalletId(wallet),
                sequence,
                new CommandId("c-" + sequence + "-" + secondsLater),
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(10L * sequence + secondsLater),
                Memo.none());
        Money one = Money.of("1.00", "EUR");
        Money total = Money.of(sequence - 1 + ".00", "EUR");
        return sequence == 1
                ? new Fact.WalletOpened(head, Optional.empty(), false)
                : new Fact.MoneyDeposited(head, one, new Balance(total, Money.of("0.00", "EUR")), Occasion.NONE);
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value, FactSeal seal) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topic.FACTS.topicName(), KafkaDesk.bytes(wallet), value);
        record.headers()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        return record;
    }
}
