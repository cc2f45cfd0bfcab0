package dev.promissory.processor;

import dev.promissory.domain.Currency;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what {@link RowOutput} wrote. Bytes that end too early are a broken store: an {@link UncheckedIOException}. */
final class RowInput {

    static final int NO_OCCASION = 0;
    static final int CAPTURE = 1;
    static final int SCHEDULE = 2;
    static final int EXCHANGE = 3;
    static final int REVERSAL = 4;

    private final DataInputStream in;

    /** @throws IllegalStateException when the row is of another version */
    RowInput(byte[] bytes, int version) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
        int found = one();
        if (found != version) {
            throw new IllegalStateException("a row has version " + found + " instead of " + version);
        }
    }

    private interface Part<T> {
        T read() throws IOException;
    }

    int one() {
        return get(in::readUnsignedByte);
    }

    String text() {
        return get(in::readUTF);
    }

    Instant time() {
        return Instant.ofEpochMilli(get(in::readLong));
    }

    Optional<Instant> optionalTime() {
        return one() == 1 ? Optional.of(time()) : Optional.empty();
    }

    WalletId walletId() {
        return new WalletId(text());
    }

    Money money() {
        Currency currency = new Currency(text());
        return new Money(currency, new BigDecimal(text()));
    }

    SortedSet<WalletId> wallets() {
        SortedSet<WalletId> ids = new TreeSet<>();
        for (int left = count(); left > 0; left--) {
            ids.add(walletId());
        }
        return ids;
    }

    List<Posting> postings() {
        List<Posting> postings = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            WalletId from = walletId();
            postings.add(new Posting(from, walletId(), money()));
        }
        return postings;
    }

    List<Leg> legs() {
        List<Leg> legs = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            legs.add(new Leg(walletId(), money()));
        }
        return legs;
    }

    Memo memo() {
        Optional<String> reference = one() == 1 ? Optional.of(text()) : Optional.empty();
        int entries = count();
        if (reference.isEmpty() && entries == 0) {
            return Memo.none();
        }
        TreeMap<String, String> metadata = new TreeMap<>();
        for (int left = entries; left > 0; left--) {
            String key = text();
            metadata.put(key, text());
        }
        return new Memo(reference, metadata);
    }

    Occasion occasion() {
        int kind = one();
        return switch (kind) {
            case NO_OCCASION -> Occasion.NONE;
            case CAPTURE -> new Occasion.Capture(new HoldId(text()));
            case SCHEDULE -> new Occasion.Schedule(ScheduleId.parse(text()).orElseThrow());
            case EXCHANGE -> new Occasion.Exchange(new BigDecimal(text()));
            case REVERSAL -> new Occasion.Reversal(Reversed.parse(text()).orElseThrow());
            default -> throw new IllegalStateException("a row has an occasion of kind " + kind);
        };
    }

    private int count() {
        return get(in::readUnsignedShort);
    }

    private static <T> T get(Part<T> part) {
        try {
            return part.read();
        } catch (IOException e) {
            throw new UncheckedIOException("a row is cut short", e);
        }
    }
}
