package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactSeal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Wallet rows as bytes, in an order of fields of our own: no other service reads this store or its changelog, and every
 * command reads and writes a row.
 */
final class WalletRowCodec {

    /** What every wallet has. */
    private static final int PLAIN = 1;

    /** Followed by overdraft limits and metadata, which few wallets have. */
    private static final int FULL = 2;

    private static final Status[] STATUSES = Status.values();

    private WalletRowCodec() {}

    static byte[] write(WalletRow row) {
        Wallet wallet = row.wallet();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            boolean full =
                    !wallet.overdraftLimits().isEmpty() || !wallet.metadata().isEmpty();
            out.writeByte(full ? FULL : PLAIN);
            out.writeByte(wallet.status().ordinal());
            out.writeBoolean(wallet.owner().isPresent());
            if (wallet.owner().isPresent()) {
                out.writeUTF(wallet.owner().get());
            }
            out.writeLong(wallet.sequence());
            out.writeLong(wallet.lastFactAt().toEpochMilli());
            out.write(row.lastHash());
            BalanceCodec.write(out, wallet.balances().values());
            if (full) {
                writeRest(out, wallet);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalStateException when another version wrote the bytes */
    static WalletRow read(WalletId id, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != PLAIN && version != FULL) {
                throw new IllegalStateException("wallet row of " + id + " has version " + version);
            }
            Status status = STATUSES[in.readByte()];
            Optional<String> owner = in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
            long sequence = in.readLong();
            Instant lastFactAt = Instant.ofEpochMilli(in.readLong());
            byte[] lastHash = in.readNBytes(FactSeal.HASH_BYTES);
            SortedMap<Currency, Balance> balances = new TreeMap<>();
            BalanceCodec.read(in).forEach(balance -> balances.put(balance.currency(), balance));
            SortedMap<Currency, Money> limits = version == FULL ? readLimits(in) : new TreeMap<>();
            SortedMap<String, String> metadata = version == FULL ? readMetadata(in) : new TreeMap<>();
            return new WalletRow(
                    new Wallet(id, status, owner, sequence, lastFactAt, balances, limits, metadata), lastHash);
        } catch (IOException e) {
            throw new UncheckedIOException("wallet row of " + id + " is cut short", e);
        }
    }

    private static void writeRest(DataOutputStream out, Wallet wallet) throws IOException {
        out.writeInt(wallet.overdraftLimits().size());
        for (Money limit : wallet.overdraftLimits().values()) {
            out.writeUTF(limit.currency().code());
            out.writeUTF(limit.plain());
        }
        out.writeInt(wallet.metadata().size());
        for (Map.Entry<String, String> entry : wallet.metadata().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    private static SortedMap<Currency, Money> readLimits(DataInputStream in) throws IOException {
        SortedMap<Currency, Money> limits = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Currency currency = new Currency(in.readUTF());
            limits.put(currency, new Money(currency, new BigDecimal(in.readUTF())));
        }
        return limits;
    }

    private static SortedMap<String, String> readMetadata(DataInputStream in) throws IOException {
        SortedMap<String, String> metadata = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String key = in.readUTF();
            metadata.put(key, in.readUTF());
        }
        return metadata;
    }
}
