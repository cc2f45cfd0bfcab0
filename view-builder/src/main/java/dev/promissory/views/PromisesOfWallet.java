package dev.promissory.views;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What a wallet has promised, and the journals it took part in, by the sequence of its own fact: a journal is found as
 * soon as the wallet has answered.
 */
final class PromisesOfWallet implements FoundPromises {

    private final WalletId wallet;
    private final PromiseRange sent;
    private final KeyValueIterator<Bytes, byte[]> entries;
    private final Function<PromiseId, Optional<WholePromise>> journals;

    private PromisesOfWallet(
            WalletId wallet,
            PromiseRange sent,
            KeyValueIterator<Bytes, byte[]> entries,
            Function<PromiseId, Optional<WholePromise>> journals) {
        this.wallet = wallet;
        this.sent = sent;
        this.entries = entries;
        this.journals = journals;
    }

    /**
     * @param sent of this wallet; closed with this, also when it cannot be opened
     * @param journals whole, by their promises' ids
     */
    static PromisesOfWallet open(
            WalletId wallet,
            PromiseRange sent,
            Supplier<KeyValueIterator<Bytes, byte[]>> entries,
            Function<PromiseId, Optional<WholePromise>> journals) {
        try {
            return new PromisesOfWallet(wallet, sent, entries.get(), journals);
        } catch (RuntimeException e) {
            sent.close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return sent.hasNext() || entries.hasNext();
    }

    @Override
    public PromiseId place() {
        return isEntry() ? new PromiseId(wallet, LedgerKeys.sequenceOf(entries.peekNextKey())) : sent.place();
    }

    @Override
    public Optional<WholePromise> next() {
        if (!isEntry()) {
            return sent.next();
        }
        KeyValue<Bytes, byte[]> entry = entries.next();
        String journal = new String(entry.value, StandardCharsets.US_ASCII);
        return journals.apply(PromiseId.parse(journal).orElseThrow());
    }

    @Override
    public void close() {
        sent.close();
        entries.close();
    }

    private boolean isEntry() {
        return entries.hasNext()
                && (!sent.hasNext()
                        || LedgerKeys.sequenceOf(entries.peekNextKey())
                                < sent.place().sequence());
    }
}
