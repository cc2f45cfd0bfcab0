package dev.promissory.benchmarks.wallets;

import java.util.Locale;

/** Between which wallets the transfers go. */
public enum Pattern {
    /** From every wallet to another one. */
    SPREAD,
    /** Every transfer credits one wallet. */
    CREDIT,
    /** Every transfer debits one wallet. */
    DEBIT;

    private static final int STRIDE = 7;

    /** As it is asked for and shown: {@code spread}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param wallets how many wallets take part; they are numbered from 0 */
    public int sender(long transfer, int wallets) {
        return this == DEBIT ? 0 : other(transfer, wallets);
    }

    /** Never the sender. */
    public int receiver(long transfer, int wallets) {
        return switch (this) {
            case SPREAD -> (int) ((transfer + STRIDE) % wallets);
            case CREDIT -> 0;
            case DEBIT -> other(transfer, wallets);
        };
    }

    private int other(long transfer, int wallets) {
        return this == SPREAD ? (int) (transfer % wallets) : 1 + (int) (transfer % (wallets - 1));
    }
}
