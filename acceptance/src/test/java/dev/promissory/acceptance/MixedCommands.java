package dev.promissory.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;

/** What honest clients ask for, of every kind, as lines of batches; each command has an id of its own. */
final class MixedCommands {

    private static final int WALLETS = 100;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Random random;
    private int made;

    MixedCommands(Random random) {
        this.random = random;
    }

    /** A body for {@code POST /commands} with so many commands, or a few more. */
    String batch(int count) {
        int end = made + count;
        StringBuilder lines = new StringBuilder();
        while (made < end) {
            some().forEach(line -> lines.append(line).append('\n'));
        }
        return lines.toString();
    }

    /** One command, or a few that belong together. */
    private Stream<String> some() {
        String from = wallet();
        String to = other(from);
        String once = "once-" + made;
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> Stream.of(command(from, "Deposit", "," + money(50)));
            case 3 -> Stream.of(command(from, "Withdraw", "," + money(5)));
            case 4, 5, 6 -> Stream.of(transfer(from, leg(to), ""));
            case 7 -> Stream.of(transfer(from, leg(to) + "," + leg(other(from)), ""));
            case 8 ->
                Stream.of(transfer(
                        from, leg(to), ",\"executeAt\":\"" + Instant.now().plus(SOON) + "\""));
            case 9, 10 -> held(from, to);
            case 11, 12 -> Stream.of(journal(",\"legs\":[" + posting(from, to) + "," + posting(to, other(to)) + "]"));
            case 13 -> Stream.of(exchange(from, to));
            case 14 ->
                Stream.of(
                        command(from, "Freeze", ""),
                        command(from, "Withdraw", "," + money(5)),
                        command(from, "Unfreeze", ""));
            default ->
                Stream.of(
                        command(from, "OpenWallet", ",\"owner\":\"owner " + made + "\""),
                        command(from, "SetOverdraftLimit", ",\"limit\":\"" + made % 100 + "\",\"currency\":\"EUR\""),
                        command(once, "OpenWallet", ""),
                        command(once, "Close", ""));
        };
    }

    private Stream<String> held(String from, String to) {
        String holdId = "hold-" + made;
        String hold = ",\"holdId\":\"" + holdId + "\"";
        String placed = command(from, "PlaceHold", hold + "," + money(5) + ",\"expiresIn\":\"" + SOON + "\"");
        return switch (random.nextInt(4)) {
            case 0 -> Stream.of(placed, command(from, "CaptureHold", hold));
            case 1 -> Stream.of(placed, command(from, "CaptureHold", hold + ",\"to\":\"" + to + "\""));
            case 2 -> Stream.of(placed, command(from, "ReleaseHold", hold));
            default -> Stream.of(placed);
        };
    }

    private String transfer(String from, String legs, String more) {
        return command(from, "Transfer", ",\"legs\":[" + legs + "]" + more);
    }

    private String journal(String fields) {
        return command("journal-" + made, "OpenJournal", fields);
    }

    private String exchange(String from, String with) {
        return command(
                "journal-" + made,
                "Exchange",
                ",\"from\":\"" + from + "\",\"with\":\"" + with
                        + "\",\"sell\":{\"amount\":\"10\",\"currency\":\"EUR\"},"
                        + "\"buy\":{\"amount\":\"11\",\"currency\":\"USD\"},\"rate\":\"1.1\"");
    }

    private String command(String wallet, String type, String fields) {
        return KafkaDesk.text(KafkaDesk.command(wallet, type, type + "-" + made++, fields));
    }

    private String leg(String to) {
        return "{\"to\":\"" + to + "\"," + money(5) + "}";
    }

    private String posting(String from, String to) {
        return "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"," + money(5) + "}";
    }

    private String money(int most) {
        return "\"amount\":\"" + (1 + random.nextInt(most)) + "\",\"currency\":\""
                + (random.nextBoolean() ? "EUR" : "USD") + "\"";
    }

    private String wallet() {
        return "wallet-" + random.nextInt(WALLETS);
    }

    private String other(String not) {
        return Stream.generate(this::wallet)
                .filter(wallet -> !wallet.equals(not))
                .findFirst()
                .orElseThrow();
    }
}
