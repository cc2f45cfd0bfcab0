package dev.promissory.gateway;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Command;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.protocol.Outcome.Accepted;
import dev.promissory.protocol.Outcome.Rejected;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Outcomes as a steward would give them. */
final class Answers {

    private Answers() {}

    static Accepted accepted(Command command) {
        Money money = new Money(new Currency("EUR"), new BigDecimal("12.50"));
        boolean transfer = command instanceof Command.Transfer;
        return new Accepted(
                command.walletId(),
                command.commandId(),
                7,
                false,
                List.of(new Balance(money, new Money(new Currency("EUR"), BigDecimal.ZERO))),
                transfer ? Optional.of(new PromiseId(command.walletId(), 7)) : Optional.empty(),
                false);
    }

    static Accepted opened(Command command) {
        return new Accepted(command.walletId(), command.commandId(), 1, true, List.of(), Optional.empty(), false);
    }

    static Accepted replayed(Command command) {
        Accepted first = accepted(command);
        return new Accepted(
                first.walletId(),
                first.commandId(),
                first.sequence(),
                first.opened(),
                first.balances(),
                first.promiseId(),
                true);
    }

    static Rejected rejected(Command command, Rejection rejection) {
        return rejected(command, rejection, false);
    }

    static Rejected rejected(Command command, Rejection rejection, boolean replayed) {
        return new Rejected(
                command.walletId(),
                command.commandId(),
                6,
                rejection,
                rejection.sentence(),
                rejection.field(),
                replayed);
    }
}
