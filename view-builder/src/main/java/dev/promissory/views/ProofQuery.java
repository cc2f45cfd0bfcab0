package dev.promissory.views;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.views.WalletQueries.Seen;
import dev.promissory.views.feed.FactLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Shows single facts with what proves them. The view knows where it has folded a fact from; the fact and its proof are
 * read there, and shown only if what lies there is still that very fact, under a seal that holds.
 */
final class ProofQuery {

    private final WalletQueries wallets;
    private final FactLog log;
    private final Optional<SigningKey> key;

    /** @param key the stewards'; without it a mac is shown unchecked */
    ProofQuery(WalletQueries wallets, FactLog log, Optional<SigningKey> key) {
        this.wallets = wallets;
        this.log = log;
        this.key = key;
    }

    /** @param mac hexadecimal; empty when nobody has signed it, which a view without the key lets pass */
    record Proof(
            WalletId walletId,
            long sequence,
            ConsumerRecord<byte[], byte[]> record,
            Links links,
            Optional<String> mac,
            Trust trust) {}

    /**
     * @param sequence as the caller wrote it
     * @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found} or {@code fact-not-found}, 500 {@code
     *     fact-altered}
     * @throws dev.promissory.protocol.KafkaUnavailableException when Kafka does not show it in time
     */
    Proof fact(WalletId id, String sequence, OptionalLong minSequence) {
        Seen seen = wallets.see(id, minSequence);
        WalletRow row = seen.row().orElseThrow(() -> ViewProblems.walletNotFound(id.value()));
        long number = Parameters.wholeNumber(sequence).orElse(0);
        if (number < 1 || number > seen.sequence()) {
            throw ViewProblems.factNotFound(id.value(), sequence, seen.sequence());
        }
        FoldedFact folded = FoldedFact.fromBytes(seen.part().wallets().get(Keys.fact(id, number)));
        int partition = seen.part().number();
        return log.read(partition, folded.offset())
                .flatMap(record -> proof(id, number, folded, record, row.trust().upTo(number)))
                .orElseThrow(() -> ViewProblems.factAltered(
                        id + "#" + number, Topic.FACTS.topicName() + "-" + partition + "@" + folded.offset()));
    }

    private Optional<Proof> proof(
            WalletId id, long sequence, FoldedFact folded, ConsumerRecord<byte[], byte[]> record, Trust trust) {
        if (!Arrays.equals(record.value(), folded.value()) || !isKeyOf(id, record.key())) {
            return Optional.empty();
        }
        return new SealCheck(key)
                .check(record.value(), record.headers())
                .filter(links -> Arrays.equals(links.own(), folded.hash()))
                .map(links -> new Proof(
                        id, sequence, record, links, HeaderNames.read(record.headers(), HeaderNames.FACT_MAC), trust));
    }

    private static boolean isKeyOf(WalletId id, byte[] key) {
        return Arrays.equals(id.value().getBytes(StandardCharsets.US_ASCII), key);
    }
}
