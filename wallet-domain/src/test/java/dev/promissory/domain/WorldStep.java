package dev.promissory.domain;

import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferSettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Something that happens in a world, at the time of its record, which may lie before that of the last. */
sealed interface WorldStep {

    Instant START = Instant.parse("2026-01-01T00:00:00Z");

    int second();

    default Instant at() {
        return START.plusSeconds(second());
    }

    /** What it is answered each time it is asked. */
    default List<Decision> in(World world) {
        return switch (this) {
            case Asking asking -> world.ask(asking.addressee(world), asking.ask(world), at());
            case Arrival arrival -> world.deliver(arrival.receiver(world), at());
            case Ringing ringing -> ringing.ringIn(world);
        };
    }

    /** The oldest message that waits for one of the wallets arrives, if there is one. */
    record Arrival(int pick, int second) implements WorldStep {
        WalletId receiver(World world) {
            List<WalletId> waiting = world.undelivered().stream()
                    .map(Message::addressee)
                    .distinct()
                    .toList();
            return waiting.isEmpty() ? world.ids().getFirst() : waiting.get(pick % waiting.size());
        }
    }

    /** A timer rings that was set, or rings once more; in its time, or at any other. */
    record Ringing(int pick, boolean inTime, int second) implements WorldStep {
        List<Decision> ringIn(World world) {
            List<Timer> timers = new ArrayList<>(world.timers().keySet());
            timers.addAll(world.rung());
            if (timers.isEmpty()) {
                return List.of();
            }
            Timer timer = timers.get(pick % timers.size());
            Instant due = world.timers().get(timer);
            return world.ring(timer, inTime && due != null ? due : at());
        }
    }

    /** Whose sums a command speaks of, and to whom. */
    record Party(WalletId wallet, String money) {}

    /**
     * A command is asked.
     *
     * @param pick which hold, schedule, journal or fact it is about
     */
    record Asking(Party self, Kind kind, Party other, Party third, int pick, int second) implements WorldStep {

        WalletId addressee(World world) {
            return switch (kind) {
                case JOURNAL, EXCHANGE -> journal();
                case REVERSE -> {
                    Fact fact = reversible(world);
                    boolean ofSeveral = fact instanceof JournalSettled || fact instanceof TransferSettled;
                    yield ofSeveral ? journal() : pick % 7 == 0 ? self.wallet() : fact.walletId();
                }
                default -> self.wallet();
            };
        }

        Ask ask(World world) {
            String hold = "h" + pick % 2;
            return switch (kind) {
                case DEPOSIT -> Ask.deposit(self.money());
                case WITHDRAW -> Ask.withdraw(self.money());
                case TRANSFER -> Ask.transfer(self.money(), other.wallet());
                case TRANSFER_TO_MANY ->
                    Ask.transfer(
                            Ask.to(other.wallet(), other.money()),
                            Ask.to(third.wallet(), third.money()),
                            Ask.to(third.wallet(), other.money()));
                case SCHEDULE -> Ask.schedule(at().plusSeconds(pick % 50), Ask.to(other.wallet(), self.money()));
                case CANCEL -> Ask.cancel(self.wallet(), 1 + pick % 20);
                case HOLD -> Ask.hold(hold, self.money(), "PT" + pick % 60 + "S");
                case CAPTURE -> Ask.capture(hold);
                case CAPTURE_SOME -> Ask.capture(hold, self.money());
                case CAPTURE_TO -> Ask.capture(hold, self.money(), other.wallet());
                case RELEASE -> Ask.release(hold);
                case LIMIT -> Ask.limit(self.money());
                case LIMIT_OF_ZERO ->
                    Ask.limit("0" + self.money().substring(self.money().indexOf(' ')));
                case JOURNAL -> Ask.journal("PT" + (1 + pick % 40) + "S", circle());
                case EXCHANGE ->
                    Ask.exchange(self.wallet(), "2 EUR", other.wallet(), "3 POINTS", pick % 4 == 0 ? "1" : "1.5");
                case REVERSE -> Ask.reverse(reversible(world));
                case OPEN -> Ask.openFor(other.wallet().value());
                case FREEZE -> Ask.freeze();
                case UNFREEZE -> Ask.unfreeze();
                case CLOSE -> Ask.close();
            };
        }

        private WalletId journal() {
            return new WalletId("j" + (1 + pick % 12));
        }

        /** Two legs or three, so that some both give and take. */
        private List<RequestedPosting> circle() {
            List<RequestedPosting> legs = List.of(
                    Ask.from(self.wallet(), other.wallet(), self.money()),
                    Ask.from(other.wallet(), third.wallet(), other.money()),
                    Ask.from(third.wallet(), self.wallet(), third.money()));
            return legs.subList(0, 1 + pick % 3);
        }

        private static boolean isReversible(Fact fact) {
            return fact instanceof MoneyDeposited
                    || fact instanceof MoneyWithdrawn
                    || fact instanceof TransferReceived
                    || fact instanceof TransferSettled
                    || fact instanceof JournalSettled;
        }

        /** Mostly of those that move money; any other where there is none. */
        private Fact reversible(World world) {
            List<Fact> facts = world.facts().stream()
                    .filter(fact -> isReversible(fact) || fact.sequence() % 5 == 0)
                    .toList();
            return facts.isEmpty()
                    ? new Fact.WalletFrozen(new FactHead(self.wallet(), 1, new CommandId("none"), at(), Memo.none()))
                    : facts.get(pick % facts.size());
        }
    }

    enum Kind {
        DEPOSIT,
        WITHDRAW,
        TRANSFER,
        TRANSFER_TO_MANY,
        SCHEDULE,
        CANCEL,
        HOLD,
        CAPTURE,
        CAPTURE_SOME,
        CAPTURE_TO,
        RELEASE,
        LIMIT,
        LIMIT_OF_ZERO,
        JOURNAL,
        EXCHANGE,
        REVERSE,
        OPEN,
        FREEZE,
        UNFREEZE,
        CLOSE
    }
}
