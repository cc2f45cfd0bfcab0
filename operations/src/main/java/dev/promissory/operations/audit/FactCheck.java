package dev.promissory.operations.audit;

import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Place;
import dev.promissory.operations.scratch.FactIndex;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.NewerFacts;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.WalletPartitions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Judges each record of wallet.facts, folds those that follow from all before them, and hands them on. What does not
 * follow is told of and not folded, so that the true fact, if it comes, still finds its place.
 */
final class FactCheck {

    private final SealCheck seals;
    private final NewerFacts newer;
    private final SealCheck hashes = new SealCheck(Optional.empty());
    private final int partitions;
    private final FoldedWallets wallets;
    private final FactIndex index;
    private final Rows suspects;
    private final Differences differences;
    private final Consumer<GoodFact> next;
    private long records;
    private long walletCount;
    private long copies;

    /**
     * @param key the stewards'; without it forgeries that keep to the chain are not seen
     * @param partitions of wallet.facts
     * @param suspects gets a row for each wallet that something was found against
     * @param next gets the good facts
     */
    FactCheck(
            Optional<SigningKey> key,
            int partitions,
            FoldedWallets wallets,
            FactIndex index,
            Rows suspects,
            Differences differences,
            Consumer<GoodFact> next) {
        this.seals = new SealCheck(key);
        this.newer = new NewerFacts(seals);
        this.partitions = partitions;
        this.wallets = wallets;
        this.index = index;
        this.suspects = suspects;
        this.differences = differences;
        this.next = next;
    }

    /** All that were read. */
    long records() {
        return records;
    }

    /** Those that have been opened; a journal is none. */
    long wallets() {
        return walletCount;
    }

    /** Facts that stand there twice. They mislead nobody: a reader knows them by their hash. */
    long copies() {
        return copies;
    }

    void check(ConsumerRecord<byte[], byte[]> record) {
        records++;
        Optional<WalletId> id = walletId(record.key());
        if (id.isEmpty()) {
            differences.add(Where.FACTS, "stray", at(record) + " has a key that is no wallet's");
            return;
        }
        if (WalletPartitions.of(record.key(), partitions) != record.partition()) {
            report("stray", id.get(), 0, "lies on a partition that is not its wallet's", record);
            return;
        }
        FoldedWallet folded = wallets.get(id.get());
        long expected = folded.wallet().sequence() + 1;
        Optional<Fact> fact = newer.read(
                record.value(),
                record.headers(),
                folded.lastHash(),
                FactJson::read,
                () -> "the fact of " + id.get() + " at " + Place.of(record));
        if (fact.isEmpty()) {
            report("forged", id.get(), expected, "is no fact that can be read", record);
        } else if (!fact.get().walletId().equals(id.get())) {
            report("forged", id.get(), expected, "is a fact of " + fact.get().walletId(), record);
        } else {
            checkSeal(folded, fact.get(), record);
        }
    }

    private void checkSeal(FoldedWallet folded, Fact fact, ConsumerRecord<byte[], byte[]> record) {
        Optional<SealCheck.Links> links = seals.check(record.value(), record.headers());
        if (links.isPresent()) {
            checkPlace(folded, fact, links.get(), record);
        } else if (hashes.check(record.value(), record.headers()).isPresent()) {
            report("forged", fact, "has no mac of the stewards' key", record);
        } else {
            report("forged", fact, "has a hash that does not fit its bytes, or none", record);
        }
    }

    private void checkPlace(
            FoldedWallet folded, Fact fact, SealCheck.Links links, ConsumerRecord<byte[], byte[]> record) {
        long expected = folded.wallet().sequence() + 1;
        if (fact.sequence() > expected) {
            gap(folded, fact, record);
        } else if (fact.sequence() < expected) {
            checkRepeated(fact, links, record);
        } else if (!Arrays.equals(links.previous(), folded.lastHash())) {
            report("forged", fact, "does not build on the fact before it", record);
        } else if (fact.head().at().isBefore(folded.wallet().lastFactAt())) {
            report("forged", fact, "is older than the fact before it", record);
        } else {
            Evolution.agreed(folded.wallet(), fact)
                    .ifPresentOrElse(
                            after -> fold(folded, new GoodFact(fact, record, links, after)),
                            () -> report("forged", fact, "does not state the balances that its amounts make", record));
        }
    }

    private void fold(FoldedWallet folded, GoodFact fact) {
        if (fact.fact().sequence() == 1 && fact.after().status() != Status.JOURNAL) {
            walletCount++;
        }
        wallets.put(folded.after(fact.after(), fact.hash()));
        index.put(fact.fact(), fact.hash());
        next.accept(fact);
    }

    private void checkRepeated(Fact fact, SealCheck.Links links, ConsumerRecord<byte[], byte[]> record) {
        if (index.hasHash(fact.walletId(), fact.sequence(), links.own())) {
            copies++;
        } else {
            report("forked", fact, "is a second fact with this sequence", record);
        }
    }

    /** Told once: none of the facts behind it can be folded until the missing ones come. */
    private void gap(FoldedWallet folded, Fact fact, ConsumerRecord<byte[], byte[]> record) {
        if (folded.gap()) {
            return;
        }
        wallets.put(folded.withGap());
        long missing = folded.wallet().sequence() + 1;
        String what = missing == fact.sequence() - 1
                ? "fact " + missing + " is missing"
                : "facts " + missing + " to " + (fact.sequence() - 1) + " are missing";
        suspect(fact.walletId());
        differences.add(
                Where.FACTS,
                "gap",
                fact.walletId(),
                missing,
                what + ": next comes " + fact.sequence() + ", " + at(record));
    }

    private void report(String what, Fact fact, String why, ConsumerRecord<byte[], byte[]> record) {
        report(what, fact.walletId(), fact.sequence(), why, record);
    }

    private void report(String what, WalletId id, long sequence, String why, ConsumerRecord<byte[], byte[]> record) {
        suspect(id);
        differences.add(Where.FACTS, what, id, sequence, at(record) + " " + why);
    }

    private void suspect(WalletId id) {
        suspects.put(key(id), new byte[0]);
    }

    /** Of a wallet among the suspects. */
    static byte[] key(WalletId id) {
        return id.value().getBytes(StandardCharsets.US_ASCII);
    }

    private static String at(ConsumerRecord<byte[], byte[]> record) {
        return "the record at " + Place.of(record);
    }

    private static Optional<WalletId> walletId(byte[] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, StandardCharsets.UTF_8);
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }
}
