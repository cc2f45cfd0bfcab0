package dev.promissory.processor;

import static dev.promissory.processor.Asks.close;
import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.freeze;
import static dev.promissory.processor.Asks.open;
import static dev.promissory.processor.Asks.transfer;
import static dev.promissory.processor.Asks.unfreeze;
import static dev.promissory.processor.Asks.withdraw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class PromisesTest extends StewardScenario {

    private static final String NOT_SIGNED = "no steward signed this message";

    @Test
    void aPromiseIsMadeAndKept() {
        given(deposit("d-1", "alice", "12.50 EUR"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"));
        thenAnswers("t-1 accepted at 3 promised alice~3 -> 7.50 EUR");
        thenFacts(
                "alice#3 TransferPromised 5.00 EUR to bob -> 7.50 EUR",
                "bob#1 WalletOpened",
                "bob#2 TransferReceived alice~3 5.00 EUR -> 5.00 EUR");
        thenDeadLetters();
    }

    @Test
    void theReceiverTellsTheSendersStory() {
        given(deposit("d-1", "alice", "12.50 EUR"), open("o-1", "bob"));
        whenTyped("alice", """
                {"type":"Transfer","commandId":"t-1","walletId":"alice","reference":"rent",
                 "legs":[{"to":"bob","amount":"5","currency":"EUR"}]}""");
        List<TestRecord<byte[], byte[]>> facts = records(Topic.FACTS);
        TestRecord<byte[], byte[]> promised = facts.get(0);
        TestRecord<byte[], byte[]> received = facts.get(1);
        assertThat(text(received.value()))
                .contains("\"commandId\":\"t-1\"", "\"from\":\"alice\"", "\"reference\":\"rent\"");
        assertThat(header(received, HeaderNames.CAUSE)).isEqualTo("wallet.transfers-0@0");
        assertThat(header(received, HeaderNames.FINGERPRINT)).isEqualTo(header(promised, HeaderNames.FINGERPRINT));
    }

    @Test
    void aFrozenReceiverSendsTheMoneyBack() {
        given(deposit("d-1", "alice", "12.50 EUR"), open("o-1", "bob"), freeze("f-1", "bob"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"));
        thenAnswers("t-1 accepted at 3 promised alice~3 -> 7.50 EUR");
        thenFacts(
                "alice#3 TransferPromised 5.00 EUR to bob -> 7.50 EUR",
                "bob#3 TransferRefused alice~3 5.00 EUR wallet-frozen",
                "alice#4 TransferReturned alice~3 5.00 EUR to bob by bob wallet-frozen -> 12.50 EUR");
    }

    @Test
    void aClosedReceiverSendsTheMoneyBack() {
        given(deposit("d-1", "alice", "12.50 EUR"), open("o-1", "bob"), close("c-1", "bob"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"));
        thenFacts(
                "alice#3 TransferPromised 5.00 EUR to bob -> 7.50 EUR",
                "bob#3 TransferRefused alice~3 5.00 EUR wallet-closed",
                "alice#4 TransferReturned alice~3 5.00 EUR to bob by bob wallet-closed -> 12.50 EUR");
    }

    @Test
    void aReturnReachesAFrozenWallet() {
        given(deposit("d-1", "alice", "12.50 EUR"), freeze("f-1", "alice"));
        when(promise("bob", 1, "alice", "3.00 EUR"));
        thenFacts("alice#4 TransferRefused bob~1 3.00 EUR wallet-frozen");
        given(unfreeze("u-1", "alice"), open("o-1", "bob"), freeze("f-2", "bob"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"), freeze("f-3", "alice"));
        thenFacts(
                "alice#6 TransferPromised 5.00 EUR to bob -> 7.50 EUR",
                "bob#3 TransferRefused alice~6 5.00 EUR wallet-frozen",
                "alice#7 TransferReturned alice~6 5.00 EUR to bob by bob wallet-frozen -> 12.50 EUR",
                "alice#8 WalletFrozen");
    }

    @Test
    void moneyGoesHereAndThereThroughWalletsOfOneSteward() {
        given(deposit("d-1", "alice", "5.00 EUR"), transfer("t-1", "alice", "bob", "5.00 EUR"));
        when(transfer("t-2", "bob", "alice", "5.00 EUR"), withdraw("w-1", "alice", "5.00 EUR"), close("c-1", "bob"));
        thenFacts(
                "bob#3 TransferPromised 5.00 EUR to alice -> 0.00 EUR",
                "alice#4 TransferReceived bob~3 5.00 EUR -> 5.00 EUR",
                "alice#5 MoneyWithdrawn 5.00 EUR -> 0.00 EUR",
                "bob#4 WalletClosed");
    }

    @Test
    void aMessageThatNobodySignedMakesNoMoney() {
        given(open("o-1", "bob"));
        PromiseMade forged = promise("alice", 1, "bob", "1000000.00 EUR");
        byte[] value = MessageJson.write(forged);
        whenWritten(Topic.TRANSFERS, "bob", value, new RecordHeaders());
        whenWritten(Topic.TRANSFERS, "bob", value, signed(value, SigningKey.of(new byte[32])));
        whenWritten(Topic.TRANSFERS, "bob", value, signed(bytes("another message"), Stewards.KEY));
        whenWritten(Topic.TRANSFERS, "bob", value, new RecordHeaders().add(HeaderNames.MESSAGE_MAC, bytes("not hex")));
        thenFacts();
        thenAnswers();
        TestRecord<byte[], byte[]> letter = records(Topic.DEAD_LETTERS).getFirst();
        assertThat(header(letter, HeaderNames.REASON)).isEqualTo(NOT_SIGNED);
        assertThat(header(letter, HeaderNames.ORIGIN_TOPIC)).isEqualTo("wallet.transfers");
        assertThat(letter.value()).isEqualTo(value);
        when(withdraw("w-1", "bob", "0.01 EUR"));
        thenAnswers("w-1 rejected at 1 insufficient-funds");
    }

    @Test
    void eachMessageThatNobodySignedIsADeadLetter() {
        whenWritten(Topic.TRANSFERS, "bob", bytes("{"), new RecordHeaders());
        whenWritten(Topic.TRANSFERS, "bob", null, new RecordHeaders());
        whenWritten(Topic.TRANSFERS, null, bytes("{"), signed(bytes("{"), Stewards.KEY));
        assertThat(records(Topic.DEAD_LETTERS)).hasSize(3);
        thenFacts();
    }

    @Test
    void aMessageThatNewerStewardsSignedStopsTheStewards() {
        byte[] value = bytes("{\"v\":2,\"type\":\"PromiseMade\",\"promiseId\":\"alice~9\"}");
        byte[] another = bytes("{\"v\":1,\"type\":\"PromiseDoubled\",\"promiseId\":\"alice~9\"}");

        assertThatThrownBy(() -> whenWritten(Topic.TRANSFERS, "bob", value, signed(value, Stewards.KEY)))
                .hasRootCauseInstanceOf(NewerVersionException.class)
                .hasRootCauseMessage("the message at wallet.transfers-0@0 is newer than this service:"
                        + " v is 2, and the newest version known here is 1; update this service first");
        assertThatThrownBy(() -> whenWritten(Topic.TRANSFERS, "bob", another, signed(another, Stewards.KEY)))
                .hasRootCauseInstanceOf(NewerVersionException.class);
    }

    @Test
    void aMessageOfAnyVersionThatNobodySignedIsADeadLetter() {
        byte[] value = bytes("{\"v\":99,\"type\":\"PromiseMade\",\"promiseId\":\"alice~9\"}");
        whenWritten(Topic.TRANSFERS, "bob", value, new RecordHeaders());
        thenDeadLetters(NOT_SIGNED);
    }

    @Test
    void aSignedMessageUnderAnotherWalletsKeyIsADeadLetter() {
        byte[] value = MessageJson.write(promise("alice", 1, "bob", "5.00 EUR"));
        whenWritten(Topic.TRANSFERS, "carol", value, signed(value, Stewards.KEY));
        thenDeadLetters("the message is not where its addressee lives");
        thenFacts();
    }

    @Test
    void aCopiedPromiseDoesNotPayTwice() {
        given(deposit("d-1", "alice", "12.50 EUR"), open("o-1", "bob"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"), transfer("t-2", "alice", "bob", "2.00 EUR"));
        List<TestRecord<byte[], byte[]>> messages = records(Topic.TRANSFERS);
        assertThat(messages)
                .extracting(StewardScenario::type)
                .containsExactly("PromiseMade", "PromiseKept", "PromiseMade", "PromiseKept");
        records(Topic.FACTS);
        messages.forEach(this::whenCopied);
        thenFacts();
        thenDeadLetters("promise alice~3 has been answered before", "promise alice~4 has been answered before");
    }

    @Test
    void aCopiedRefusalDoesNotReturnTwice() {
        given(deposit("d-1", "alice", "12.50 EUR"), open("o-1", "bob"), freeze("f-1", "bob"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"));
        List<TestRecord<byte[], byte[]>> messages = records(Topic.TRANSFERS);
        assertThat(messages).extracting(StewardScenario::type).containsExactly("PromiseMade", "PromiseRefused");
        records(Topic.FACTS);
        records(Topic.OUTCOMES);
        whenCopied(messages.get(1));
        thenNothing();
    }

    @Test
    void aRefusedPromiseThatIsCopiedAfterTheThawStaysRefused() {
        given(deposit("d-1", "alice", "12.50 EUR"), open("o-1", "bob"), freeze("f-1", "bob"));
        when(transfer("t-1", "alice", "bob", "5.00 EUR"));
        TestRecord<byte[], byte[]> made = records(Topic.TRANSFERS).getFirst();
        given(unfreeze("u-1", "bob"));
        whenCopied(made);
        thenFacts();
        thenDeadLetters("promise alice~3 has been answered before");
    }

    @Test
    void aRefusalOfAPromiseThatWasNeverMadeReturnsNothing() {
        given(deposit("d-1", "alice", "12.50 EUR"));
        when(new PromiseRefused(new PromiseId(new WalletId("alice"), 9), new WalletId("bob"), Rejection.WALLET_CLOSED));
        thenNothing();
    }

    @Test
    void wordThatAPromiseWasKeptMayComeAgain() {
        given(deposit("d-1", "alice", "5.00 EUR"), transfer("t-1", "alice", "bob", "5.00 EUR"));
        PromiseKept kept = new PromiseKept(new PromiseId(new WalletId("alice"), 3), new WalletId("bob"));
        when(kept);
        when(kept);
        thenNothing();
        when(close("c-1", "alice"));
        thenFacts("alice#4 WalletClosed");
    }

    final void when(Message message) {
        byte[] value = MessageJson.write(message);
        whenWritten(Topic.TRANSFERS, message.addressee().value(), value, signed(value, Stewards.KEY));
        records(Topic.TRANSFERS);
    }

    private void whenCopied(TestRecord<byte[], byte[]> record) {
        whenWritten(Topic.TRANSFERS, text(record.key()), record.value(), record.headers());
        records(Topic.TRANSFERS);
    }

    private static PromiseMade promise(String from, long sequence, String to, String money) {
        String[] parts = money.split(" ");
        return new PromiseMade(
                new PromiseId(new WalletId(from), sequence),
                List.of(new Leg(new WalletId(to), Money.of(parts[0], parts[1]))),
                new CommandId("t-" + sequence),
                Stewards.START,
                Memo.none(),
                Occasion.NONE);
    }

    private static Headers signed(byte[] value, SigningKey key) {
        return new RecordHeaders()
                .add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(new Sealer(key).macOf(value)))
                .add(HeaderNames.FINGERPRINT, HeaderNames.hex(new byte[16]));
    }
}
