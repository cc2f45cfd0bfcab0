package dev.promissory.processor.auditor;

import java.util.List;
import java.util.Random;

/** Amounts so small that they often meet their bounds, a few so large that they meet the others, and some that are none. */
final class RandomAmounts {

    private static final List<String> WRONG = List.of("0", "-1", "0.00", "1.001", "1.0000000000000000001");

    private final Random random;

    RandomAmounts(Random random) {
        this.random = random;
    }

    String of(String currency) {
        if (random.nextInt(50) == 0) {
            return WRONG.get(random.nextInt(WRONG.size()));
        }
        if (random.nextInt(25) == 0) {
            return "9".repeat(34 + random.nextInt(6));
        }
        return switch (currency) {
            case "EUR" -> List.of("5", "10", "2.5", "0.01", "7.25", "19.99").get(random.nextInt(6));
            case "JPY" -> Integer.toString(1 + random.nextInt(20));
            default -> List.of("1", "0.5", "0.000000000000000001", "3.10", "12").get(random.nextInt(5));
        };
    }
}
