package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
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
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Wallet rows as bytes, in an order of fields of our own: nobody else reads this store or its changelog, and every
 * command reads and writes a row.
 */
final class WalletRowCodec {

    private static final int VERSION = 1;
    private static final Status[] STATUSES = Status.values();

    private WalletRowCodec() {}

    static byte[] write(WalletRow row) {
        Wallet wallet = row.wallet();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(wallet.status().ordinal());
            out.writeBoolean(wallet.owner().isPresent());
            if (wallet.owner().isPresent()) {
                out.writeUTF(wallet.owner().get());
            }
            out.writeLong(wallet.sequence());
            out.writeLong(wallet.lastFactAt().toEpochMilli());
            out.write(row.lastHash());
            BalanceCodec.write(out, wallet.balances().values());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalStateException when another version wrote the bytes */
    static WalletRow read(WalletId id, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("wallet row of " + id + " has version " + version);
            }
            Status status = STATUSES[in.readByte()];
            Optional<String> owner = in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
            long sequence = in.readLong();
            Instant lastFactAt = Instant.ofEpochMilli(in.readLong());
            byte[] lastHash = in.readNBytes(FactSeal.HASH_BYTES);
            SortedMap<Currency, Balance> balances = new TreeMap<>();
            BalanceCodec.read(in).forEach(balance -> balances.put(balance.currency(), balance));
            return new WalletRow(new Wallet(id, status, owner, sequence, lastFactAt, balances), lastHash);
        } catch (IOException e) {
            throw new UncheckedIOException("wallet row of " + id + " is cut short", e);
        }
    }
}
