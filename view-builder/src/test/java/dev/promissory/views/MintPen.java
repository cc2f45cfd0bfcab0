package dev.promissory.views;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactHead;
import dev.promissory.mint.protocol.MintFactJson;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.protocol.Totals;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Writes facts as the mint would: numbered, adding up, chained and signed. One second passes with each. */
final class MintPen {

    /** Not the stewards': the mint has a key of its own. */
    static final SigningKey KEY = SigningKey.of("the mint's own key of 32 bytes..".getBytes(StandardCharsets.UTF_8));

    private static final WalletId ALICE = new WalletId("alice");
    private static final PromiseId REASON = new PromiseId(ALICE, 9);

    private final Sealer sealer = new Sealer(KEY);
    private final Map<Currency, MintedCurrency> currencies = new HashMap<>();
    private final Map<Currency, byte[]> hashes = new HashMap<>();
    private Instant now = Pen.START;

    SealedFact issue(String currency, String amount) {
        Money money = Money.of(amount, currency);
        return write(currency, (head, totals) -> new MintFact.IssuePromised(head, money, totals));
    }

    SealedFact issueKept(String currency, String amount) {
        Money money = Money.of(amount, currency);
        return write(currency, (head, totals) -> new MintFact.IssueKept(head, money, totals));
    }

    SealedFact issueReturned(String currency, String amount) {
        Money money = Money.of(amount, currency);
        return write(
                currency, (head, totals) -> new MintFact.IssueReturned(head, money, Rejection.WALLET_FROZEN, totals));
    }

    SealedFact give(String currency, String amount) {
        Money money = Money.of(amount, currency);
        return write(
                currency,
                (head, totals) -> new MintFact.GiftPromised(head, money, ALICE, REASON, BigDecimal.ONE, totals));
    }

    SealedFact cap(String currency, Optional<String> amount) {
        Optional<Money> cap = amount.map(text -> Money.of(text, currency));
        return write(currency, (head, totals) -> new MintFact.CapSet(head, cap, totals));
    }

    /** A fact in the place of the currency's next one, well chained and signed, that does not add up; then forgotten. */
    SealedFact lie(String currency, String amount) {
        Totals before = minted(currency).totals();
        return sealed(new MintFact.IssuePromised(nextHead(currency), Money.of(amount, currency), before));
    }

    /** A fact of the next version in the place of the currency's next one, well chained and signed, then forgotten. */
    SealedFact ofTheNextVersion(String currency) {
        SealedFact fact = lie(currency, "7.00");
        byte[] value = new String(fact.value(), StandardCharsets.UTF_8)
                .replace("\"v\":1", "\"v\":2")
                .getBytes(StandardCharsets.UTF_8);
        return new SealedFact(currency, value, sealer.seal(fact.seal().previousHash(), value), fact.at());
    }

    /** A good next fact that is then forgotten: the mint goes on as if it had not been written. */
    SealedFact another(String currency, String amount) {
        MintedCurrency before = minted(currency);
        byte[] hash = hashes.get(before.currency());
        SealedFact fact = issue(currency, amount);
        currencies.put(before.currency(), before);
        hashes.put(before.currency(), hash);
        return fact;
    }

    /** A good next fact of this time, which is then forgotten. */
    SealedFact anotherAt(String currency, String amount, Instant time) {
        Instant before = now;
        now = time.minusSeconds(1);
        SealedFact fact = another(currency, amount);
        now = before;
        return fact;
    }

    /** The same fact under another key than the mint's: the stewards'. */
    static SealedFact signedByAnother(SealedFact fact) {
        FactSeal seal = new Sealer(Pen.KEY).seal(fact.seal().previousHash(), fact.value());
        return new SealedFact(fact.key(), fact.value(), seal, fact.at());
    }

    MintedCurrency minted(String code) {
        Currency currency = new Currency(code);
        return currencies.getOrDefault(currency, MintedCurrency.unknown(currency));
    }

    private SealedFact write(String code, BiFunction<MintFactHead, Totals, MintFact> made) {
        MintedCurrency before = minted(code);
        MintFactHead head = nextHead(code);
        Totals after = before.after(made.apply(head, before.totals()));
        MintFact fact = made.apply(head, after);
        SealedFact sealed = sealed(fact);
        currencies.put(before.currency(), before.evolve(fact));
        hashes.put(before.currency(), sealed.seal().hash());
        return sealed;
    }

    private MintFactHead nextHead(String code) {
        now = now.plusSeconds(1);
        MintedCurrency before = minted(code);
        return new MintFactHead(before.currency(), before.sequence() + 1, new CommandId("m-1"), now);
    }

    private SealedFact sealed(MintFact fact) {
        byte[] value = MintFactJson.write(fact);
        byte[] previous = Optional.ofNullable(hashes.get(fact.currency())).orElseGet(FactSeal::noPreviousHash);
        return new SealedFact(
                fact.currency().code(),
                value,
                sealer.seal(previous, value),
                fact.head().at());
    }
}
