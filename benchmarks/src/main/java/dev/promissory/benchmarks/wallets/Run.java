package dev.promissory.benchmarks.wallets;

import java.util.concurrent.ThreadLocalRandom;

/**
 * One run's name, which is in the ids of its wallets.
 *
 * @param id six letters and digits, say
 */
public record Run(String id) {

    /** Who is noted as the owner of every wallet that a bench has opened. */
    public static final String OWNER = "promissory-bench";

    /** Under this name the wallet's metadata says of which run it is; the views find it by that. */
    public static final String MARK = "bench-run";

    private static final int LENGTH = 6;

    /** @throws IllegalArgumentException when it cannot be part of a wallet id */
    public Run {
        if (!id.matches("[A-Za-z0-9]{1,32}")) {
            throw new IllegalArgumentException("a run is named by up to 32 letters and digits: " + id);
        }
    }

    /** A name that nobody has had. */
    public static Run fresh() {
        long most = (long) Math.pow(Character.MAX_RADIX, LENGTH);
        String digits = Long.toString(ThreadLocalRandom.current().nextLong(most), Character.MAX_RADIX);
        return new Run("0".repeat(LENGTH - digits.length()) + digits);
    }

    public String wallet(long number) {
        return walletPrefix() + number;
    }

    /** What the ids of all its wallets begin with. */
    public String walletPrefix() {
        return "bench-" + id + "-";
    }
}
