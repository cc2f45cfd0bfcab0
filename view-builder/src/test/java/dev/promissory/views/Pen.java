package dev.promissory.views;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OverdraftLimitSet;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes facts as the stewards would: numbered, adding up, chained and signed. One second passes with each. */
final class Pen {

    static final SigningKey KEY = SigningKey.of(new byte[32]);
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Sealer sealer = new Sealer(KEY);
    private final Map<WalletId, Wallet> wallets = new HashMap<>();
    private final Map<WalletId, byte[]> hashes = new HashMap<>();
    private final Map<PromiseId, TransferPromised> promises = new HashMap<>();
    private Instant now = START;
    private Memo memo = Memo.none();

    /** What the next fact is to carry. */
    Pen noting(String reference, Map<String, String> metadata) {
        memo = Memo.of(reference, metadata);
        return this;
    }

    /** The next fact's time, should it be another than a second after the last. */
    Pen at(Instant time) {
        now = time.minusSeconds(1);
        return this;
    }

    SealedFact open(String id, String owner) {
        return write(id, head -> new WalletOpened(head, Optional.ofNullable(owner), false));
    }

    SealedFact openByMoney(String id) {
        return write(id, head -> new WalletOpened(head, Optional.empty(), true));
    }

    SealedFact describe(String id, String owner) {
        return write(id, head -> new Fact.WalletDescribed(head, Optional.of(owner)));
    }

    SealedFact freeze(String id) {
        return write(id, Fact.WalletFrozen::new);
    }

    SealedFact unfreeze(String id) {
        return write(id, Fact.WalletUnfrozen::new);
    }

    SealedFact close(String id) {
        return write(id, Fact.WalletClosed::new);
    }

    SealedFact deposit(String id, String amount, String currency) {
        Money money = Money.of(amount, currency);
        return write(
                id, head -> new MoneyDeposited(head, money, balance(id, money).credited(money), Occasion.NONE));
    }

    SealedFact withdraw(String id, String amount, String currency) {
        Money money = Money.of(amount, currency);
        return write(
                id, head -> new MoneyWithdrawn(head, money, balance(id, money).debited(money), Occasion.NONE));
    }

    /** The promise's id is {@code <from>~<its sequence>}. */
    SealedFact limit(String id, String amount, String currency) {
        return write(id, head -> new OverdraftLimitSet(head, Money.of(amount, currency)));
    }

    SealedFact promise(String from, String to, String amount, String currency) {
        Money money = Money.of(amount, currency);
        return write(from, head -> {
            TransferPromised promised = new TransferPromised(
                    head,
                    List.of(new Leg(new WalletId(to), money)),
                    List.of(balance(from, money).debited(money)),
                    Occasion.NONE);
            promises.put(promised.promiseId(), promised);
            return promised;
        });
    }

    SealedFact receive(String promiseId) {
        TransferPromised promised = promised(promiseId);
        Leg leg = promised.legs().getFirst();
        return write(
                leg.to().value(),
                head -> new TransferReceived(
                        head,
                        promised.promiseId(),
                        promised.head().at(),
                        List.of(new Posting(promised.walletId(), leg.to(), leg.money())),
                        List.of(balance(leg.to().value(), leg.money()).credited(leg.money())),
                        Occasion.NONE));
    }

    SealedFact refuse(String promiseId) {
        TransferPromised promised = promised(promiseId);
        Leg leg = promised.legs().getFirst();
        return write(
                leg.to().value(),
                head -> new TransferRefused(
                        head,
                        promised.promiseId(),
                        promised.head().at(),
                        List.of(new Posting(promised.walletId(), leg.to(), leg.money())),
                        Rejection.WALLET_FROZEN));
    }

    SealedFact giveBack(String promiseId) {
        TransferPromised promised = promised(promiseId);
        Leg leg = promised.legs().getFirst();
        String from = promised.walletId().value();
        return write(
                from,
                head -> new TransferReturned(
                        head,
                        promised.promiseId(),
                        promised.head().at(),
                        promised.legs(),
                        leg.to(),
                        Rejection.WALLET_FROZEN,
                        List.of(balance(from, leg.money()).credited(leg.money())),
                        Occasion.NONE));
    }

    /** A fact that is well chained and signed and does not add up; the wallet goes on as if it had not been written. */
    SealedFact depositThatDoesNotAddUp(String id, String amount, String stated, String currency) {
        Money money = Money.of(amount, currency);
        Money total = Money.of(stated, currency);
        Balance claimed = new Balance(total, Money.zero(money.currency()));
        return lie(id, head -> new MoneyDeposited(head, money, claimed, Occasion.NONE));
    }

    /** Any fact in the place of the wallet's next one, well chained and signed, which is then forgotten. */
    SealedFact lie(String id, Function<FactHead, Fact> made) {
        return sealed(id, made.apply(nextHead(id)));
    }

    /** A fact of another version in the place of the wallet's next one, well chained and signed, which is then forgotten. */
    SealedFact ofVersion(String id, String version) {
        return rewritten(id, "\"v\":1", "\"v\":" + version);
    }

    /** As {@link #ofVersion}, a fact of a type that nobody knows. */
    SealedFact ofAnotherType(String id) {
        return rewritten(id, "WalletFrozen", "WalletPainted");
    }

    private SealedFact rewritten(String id, String written, String instead) {
        SealedFact fact = lie(id, Fact.WalletFrozen::new);
        byte[] value = new String(fact.value(), StandardCharsets.UTF_8)
                .replace(written, instead)
                .getBytes(StandardCharsets.UTF_8);
        return new SealedFact(id, value, sealer.seal(fact.seal().previousHash(), value), fact.at());
    }

    /** The same fact under another key than the stewards'. */
    static SealedFact signedByAnother(SealedFact fact) {
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        FactSeal seal = new Sealer(SigningKey.of(otherKey)).seal(fact.seal().previousHash(), fact.value());
        return new SealedFact(fact.key(), fact.value(), seal, fact.at());
    }

    Wallet wallet(String id) {
        return wallets.getOrDefault(new WalletId(id), Wallet.unopened(new WalletId(id)));
    }

    private SealedFact write(String id, Function<FactHead, Fact> made) {
        return write(made.apply(nextHead(id)));
    }

    /** A fact that is its wallet's next one. */
    SealedFact write(Fact fact) {
        String id = fact.walletId().value();
        SealedFact sealed = sealed(id, fact);
        wallets.put(fact.walletId(), Evolution.evolve(wallet(id), fact));
        hashes.put(fact.walletId(), sealed.seal().hash());
        return sealed;
    }

    private FactHead nextHead(String id) {
        now = now.plusSeconds(1);
        long sequence = wallet(id).sequence() + 1;
        Memo noted = memo;
        memo = Memo.none();
        return new FactHead(new WalletId(id), sequence, new CommandId(id + "-" + sequence), now, noted);
    }

    private SealedFact sealed(String id, Fact fact) {
        byte[] value = FactJson.write(fact);
        byte[] previous = hashes.getOrDefault(fact.walletId(), FactSeal.noPreviousHash());
        return new SealedFact(
                id, value, sealer.seal(previous, value), fact.head().at());
    }

    private Balance balance(String id, Money money) {
        return wallet(id).balance(money.currency());
    }

    private TransferPromised promised(String promiseId) {
        return promises.get(PromiseId.parse(promiseId).orElseThrow());
    }
}
