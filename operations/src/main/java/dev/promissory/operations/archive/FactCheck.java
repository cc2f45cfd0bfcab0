package dev.promissory.operations.archive;

import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.FactIndex;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.processor.KeptWallet;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Follows the chain of every wallet, record by record, and tells what each record is. */
final class FactCheck {

    private final Rows heads;
    private final FactIndex known;
    private final SealCheck seals;
    private final SealCheck keyless = new SealCheck(Optional.empty());
    private final int partitions;
    private long wallets;

    /** @param partitions of wallet.facts where the records stand */
    FactCheck(Scratch scratch, Optional<SigningKey> key, int partitions) {
        this.heads = scratch.rows();
        this.known = new FactIndex(scratch.rows());
        this.seals = new SealCheck(key);
        this.partitions = partitions;
    }

    /** What a record turned out to be. */
    sealed interface Finding {

        /** Its wallet's next fact, and good. */
        record Next(Fact fact) implements Finding {}

        /** No steward wrote it there: it counts for nothing. */
        record Stranger(String reason) implements Finding {}

        /** It carries a seal and does not follow what came before: something is missing, or there are two histories. */
        record Broken(String reason) implements Finding {}
    }

    /** Wallets that have a fact. */
    long wallets() {
        return wallets;
    }

    /** Whether any fact of this wallet was good. */
    boolean knows(WalletId walletId) {
        return heads.get(walletId.value().getBytes(StandardCharsets.UTF_8)) != null;
    }

    /** @throws NewerVersionException when newer stewards sealed the record */
    Finding check(ArchivedRecord record) {
        Optional<WalletId> walletId = walletId(record.key());
        if (walletId.isEmpty() || WalletPartitions.of(record.key(), partitions) != record.partition()) {
            return new Finding.Stranger("no wallet of this partition has this key");
        }
        Optional<Links> links =
                record.value() == null ? Optional.empty() : seals.check(record.value(), record.headers());
        if (links.isEmpty()) {
            return new Finding.Stranger(whyNotSealed(record));
        }
        Fact fact;
        try {
            fact = FactJson.read(record.value());
        } catch (NewerVersionException e) {
            throw e.stopping("the fact of " + walletId.get() + " at " + Topic.FACTS.topicName() + "-"
                    + record.partition() + "@" + record.offset());
        } catch (UnreadableException e) {
            return new Finding.Broken("wallet " + walletId.get() + ": a sealed fact cannot be read: " + e.getMessage());
        }
        return fact.walletId().equals(walletId.get())
                ? follow(fact, links.get())
                : new Finding.Stranger("the fact is another wallet's");
    }

    private String whyNotSealed(ArchivedRecord record) {
        boolean chained = record.value() != null
                && keyless.check(record.value(), record.headers()).isPresent();
        return chained ? "its mac is not of this key" : "its hash does not fit its bytes";
    }

    private Finding follow(Fact fact, Links links) {
        byte[] key = fact.walletId().value().getBytes(StandardCharsets.UTF_8);
        byte[] row = heads.get(key);
        KeptWallet head = row == null
                ? new KeptWallet(Wallet.unopened(fact.walletId()), FactSeal.noPreviousHash())
                : KeptWallet.read(fact.walletId(), row);
        Wallet wallet = head.wallet();
        long next = wallet.sequence() + 1;
        if (fact.sequence() < next && known.hasHash(fact.walletId(), fact.sequence(), links.own())) {
            return new Finding.Stranger("a copy of a fact before it");
        }
        String named = "wallet " + fact.walletId() + ", sequence " + fact.sequence() + ": ";
        if (fact.sequence() > next) {
            return new Finding.Broken(named + "sequence " + next + " is missing");
        }
        if (fact.sequence() < next) {
            return new Finding.Broken(named + "there is one with this sequence already");
        }
        if (!Arrays.equals(links.previous(), head.lastHash())) {
            return new Finding.Broken(named + "it does not follow the fact before it");
        }
        Optional<Wallet> after = Evolution.agreed(wallet, fact);
        if (fact.head().at().isBefore(wallet.lastFactAt()) || after.isEmpty()) {
            return new Finding.Broken(named + "it does not agree with what came before it");
        }
        known.put(fact, links.own());
        heads.put(key, new KeptWallet(after.get(), links.own()).write());
        wallets += row == null ? 1 : 0;
        return new Finding.Next(fact);
    }

    private static Optional<WalletId> walletId(byte[] key) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }
}
