package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.RecentlyUsed;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.operations.scratch.StoredRows;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * All wallets as their facts make them, and beside each what others keep of it: with many wallets an audit spends most of
 * its time looking rows up, and so one look-up finds all. Those that move stay in memory, up to a bound.
 */
final class FoldedWallets {

    private static final int MOST_IN_MEMORY = 20_000;

    private final StoredRows rows;
    private final Map<WalletId, WalletFile> used;

    /**
     * Newest rows of others whose wallets' files are not in memory; null those that are removed. A row is appended to its
     * file, unread, only after many others have come: who reads a file copies it once for each row that was appended, and a
     * changelog has as many rows of a wallet as that has facts.
     */
    private final Map<Loose, byte[]> loose;

    /** The place of a row that is not in its file yet. */
    private record Loose(WalletId id, short number) {}

    FoldedWallets(StoredRows rows) {
        this.rows = rows;
        this.used = new RecentlyUsed<>(MOST_IN_MEMORY, (id, file) -> write(file));
        this.loose = new RecentlyUsed<>(MOST_IN_MEMORY, this::append);
    }

    FoldedWallet get(WalletId id) {
        return file(id).folded();
    }

    void put(FoldedWallet folded) {
        file(folded.wallet().id()).fold(folded);
    }

    void forEach(Consumer<FoldedWallet> reader) {
        forEachFile(file -> {
            if (file.folded().wallet().sequence() > 0) {
                reader.accept(file.folded());
            }
        });
    }

    /**
     * The wallets' rows of somebody else.
     *
     * @param keeper a number for each who keeps rows here, from 1
     * @param prefixLength how many bytes, 0 or 1, stand before the wallet's id in the key of such a row
     */
    Rows keptBy(int keeper, int prefixLength) {
        return new KeptRows(keeper, prefixLength);
    }

    private final class KeptRows implements Rows {

        private final int keeper;
        private final int prefixLength;

        KeptRows(int keeper, int prefixLength) {
            this.keeper = keeper;
            this.prefixLength = prefixLength;
        }

        @Override
        public byte[] get(byte[] key) {
            return file(owner(key)).sheet(number(key));
        }

        @Override
        public void put(byte[] key, byte[] row) {
            WalletId id = owner(key);
            WalletFile file = used.get(id);
            if (file == null) {
                loose.put(new Loose(id, number(key)), row);
            } else {
                file.put(number(key), row);
            }
        }

        @Override
        public void forEach(BiConsumer<byte[], byte[]> reader) {
            forEachFile(file -> file.sheets().forEach((number, row) -> {
                if (number >> Byte.SIZE == keeper) {
                    reader.accept(keyOf(number, file.id()), row);
                }
            }));
        }

        private WalletId owner(byte[] key) {
            return new WalletId(new String(key, prefixLength, key.length - prefixLength, StandardCharsets.US_ASCII));
        }

        private short number(byte[] key) {
            return (short) (keeper << Byte.SIZE | (prefixLength == 0 ? 0 : key[0]));
        }

        private byte[] keyOf(short number, WalletId id) {
            String prefix = prefixLength == 0 ? "" : String.valueOf((char) (byte) number);
            return (prefix + id.value()).getBytes(StandardCharsets.US_ASCII);
        }
    }

    private WalletFile file(WalletId id) {
        appendAll();
        return used.computeIfAbsent(id, missing -> WalletFile.read(id, rows.get(key(id))));
    }

    private void forEachFile(Consumer<WalletFile> reader) {
        appendAll();
        used.values().forEach(this::write);
        rows.forEach((key, row) -> {
            WalletId id = new WalletId(new String(key, StandardCharsets.US_ASCII));
            reader.accept(used.computeIfAbsent(id, missing -> WalletFile.read(id, row)));
        });
    }

    /** Before any file is read: from then on each row is found in its file. */
    private void appendAll() {
        loose.forEach(this::append);
        loose.clear();
    }

    private void append(Loose place, byte[] row) {
        rows.append(key(place.id()), WalletFile.sheet(place.number(), row));
    }

    private void write(WalletFile file) {
        if (file.changed()) {
            rows.put(key(file.id()), file.write());
            file.written();
        }
    }

    private static byte[] key(WalletId id) {
        return id.value().getBytes(StandardCharsets.US_ASCII);
    }
}
