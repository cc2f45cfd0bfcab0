package dev.promissory.reactions;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** Writes one wallet's facts as its steward would: numbered, chained and signed. */
final class FactTape {

    static final SigningKey KEY = SigningKey.of(new byte[32]);
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Sealer sealer;
    private final WalletId walletId;
    private long sequence;
    private byte[] lastHash = FactSeal.noPreviousHash();

    FactTape(String walletId) {
        this(walletId, KEY);
    }

    FactTape(String walletId, SigningKey key) {
        this.walletId = new WalletId(walletId);
        this.sealer = new Sealer(key);
    }

    TestRecord<byte[], byte[]> deposited(String amount) {
        return deposited(amount, amount);
    }

    TestRecord<byte[], byte[]> deposited(String amount, String total) {
        return next(
                head -> new Fact.MoneyDeposited(head, eur(amount), new Balance(eur(total), eur("0")), Occasion.NONE));
    }

    TestRecord<byte[], byte[]> withdrawn(String amount, String total) {
        return next(
                head -> new Fact.MoneyWithdrawn(head, eur(amount), new Balance(eur(total), eur("0")), Occasion.NONE));
    }

    TestRecord<byte[], byte[]> ofAnotherKind() {
        return rewritten("MoneyDeposited", "MoneyMultiplied");
    }

    TestRecord<byte[], byte[]> ofTheNextVersion() {
        return rewritten("\"v\":1", "\"v\":2");
    }

    private TestRecord<byte[], byte[]> rewritten(String written, String instead) {
        TestRecord<byte[], byte[]> known = deposited("1.00");
        sequence--;
        lastHash =
                HeaderNames.readHex(known.headers(), HeaderNames.PREVIOUS_HASH).orElseThrow();
        String json = new String(known.value(), StandardCharsets.UTF_8);
        return sealed(HeaderNames.text(json.replace(written, instead)));
    }

    TestRecord<byte[], byte[]> next(Function<FactHead, Fact> fact) {
        FactHead head = new FactHead(walletId, sequence + 1, new CommandId("c-" + sequence), START, Memo.none());
        return sealed(FactJson.write(fact.apply(head)));
    }

    private TestRecord<byte[], byte[]> sealed(byte[] value) {
        sequence++;
        FactSeal seal = sealer.seal(lastHash, value);
        lastHash = seal.hash();
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        return new TestRecord<>(HeaderNames.text(walletId.value()), value, headers, START);
    }

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }
}
