package dev.promissory.processor;

import static dev.promissory.processor.Asks.close;
import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.freeze;
import static dev.promissory.processor.Asks.open;
import static dev.promissory.processor.Asks.transfer;
import static dev.promissory.processor.Asks.unfreeze;
import static dev.promissory.processor.Asks.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class CommandsTest extends StewardScenario {

    @Test
    void openingAWalletTwiceDescribesItOnlyWhenTheOwnerDiffers() {
        when(open("o-1", "alice", "Alice"), open("o-2", "alice", "Alice"), open("o-3", "alice", "Alice B."));
        thenFacts("alice#1 WalletOpened by Alice", "alice#2 WalletDescribed as Alice B.");
        thenAnswers("o-1 accepted at 1 opened", "o-2 accepted at 1", "o-3 accepted at 2");
    }

    @Test
    void aFirstDepositOpensTheWallet() {
        when(deposit("d-1", "alice", "12.50 EUR"));
        thenFacts("alice#1 WalletOpened", "alice#2 MoneyDeposited 12.50 EUR -> 12.50 EUR");
        thenAnswers("d-1 accepted at 2 opened -> 12.50 EUR");
    }

    @Test
    void everyCurrencyHasItsOwnBalance() {
        given(deposit("d-1", "alice", "12.50 EUR"));
        when(deposit("d-2", "alice", "0.000000000000000001 BTC"));
        thenFacts("alice#3 MoneyDeposited 0.000000000000000001 BTC -> 0.000000000000000001 BTC");
        thenAnswers("d-2 accepted at 3 -> 0.000000000000000001 BTC");
    }

    @Test
    void aWithdrawalTakesUpToTheLastCentAndNotOneMore() {
        given(deposit("d-1", "alice", "12.50 EUR"));
        when(withdraw("w-1", "alice", "12.51 EUR"), withdraw("w-2", "alice", "12.50 EUR"));
        thenFacts("alice#3 MoneyWithdrawn 12.50 EUR -> 0.00 EUR");
        thenAnswers("w-1 rejected at 2 insufficient-funds", "w-2 accepted at 3 -> 0.00 EUR");
    }

    @Test
    void aFrozenWalletWaitsForItsThaw() {
        given(deposit("d-1", "alice", "5.00 EUR"));
        when(freeze("f-1", "alice"), freeze("f-2", "alice"), withdraw("w-1", "alice", "1.00 EUR"));
        when(unfreeze("u-1", "alice"), withdraw("w-2", "alice", "1.00 EUR"));
        thenFacts("alice#3 WalletFrozen", "alice#4 WalletUnfrozen", "alice#5 MoneyWithdrawn 1.00 EUR -> 4.00 EUR");
        thenAnswers(
                "f-1 accepted at 3",
                "f-2 accepted at 3",
                "w-1 rejected at 3 wallet-frozen",
                "u-1 accepted at 4",
                "w-2 accepted at 5 -> 4.00 EUR");
    }

    @Test
    void onlyAnEmptyWalletCloses() {
        given(deposit("d-1", "alice", "5.00 EUR"));
        when(close("c-1", "alice"), withdraw("w-1", "alice", "5.00 EUR"), close("c-2", "alice"), close("c-3", "alice"));
        thenFacts("alice#3 MoneyWithdrawn 5.00 EUR -> 0.00 EUR", "alice#4 WalletClosed");
        thenAnswers(
                "c-1 rejected at 2 wallet-not-empty",
                "w-1 accepted at 3 -> 0.00 EUR",
                "c-2 accepted at 4",
                "c-3 accepted at 4");
    }

    @Test
    void aRefusedCommandLeavesNoFact() {
        when(
                withdraw("w-1", "nobody", "1.00 EUR"),
                deposit("d-1", "alice", "1.005 EUR"),
                deposit("d-2", "alice", "0.00 EUR"),
                transfer("t-1", "nobody", "alice", "1.00 EUR"),
                freeze("f-1", "nobody"));
        thenFacts();
        thenAnswers(
                "w-1 rejected at 0 wallet-not-found",
                "d-1 rejected at 0 too-many-fraction-digits",
                "d-2 rejected at 0 amount-not-positive",
                "t-1 rejected at 0 wallet-not-found",
                "f-1 rejected at 0 wallet-not-found");
        thenDeadLetters();
    }

    @Test
    void aFactTellsItsCauseAndRepeatsWhatTheCallerNoted() {
        given(open("o-1", "alice"));
        whenTyped("alice", """
                {"type":"Deposit","commandId":"d-1","walletId":"alice","amount":12.50,"currency":"EUR",
                 "reference":"order 7","metadata":{"till":"3"}}""");
        TestRecord<byte[], byte[]> fact = onlyRecord(Topic.FACTS);
        assertThat(text(fact.key())).isEqualTo("alice");
        assertThat(text(fact.value()))
                .isEqualTo("{\"v\":1,\"type\":\"MoneyDeposited\",\"walletId\":\"alice\",\"sequence\":2,"
                        + "\"commandId\":\"d-1\",\"at\":\"2026-11-23T08:00:00.000Z\",\"currency\":\"EUR\","
                        + "\"amount\":\"12.50\",\"total\":\"12.50\",\"available\":\"12.50\",\"held\":\"0.00\","
                        + "\"reference\":\"order 7\",\"metadata\":{\"till\":\"3\"}}");
        assertThat(header(fact, HeaderNames.CAUSE)).isEqualTo("wallet.commands-0@1");
        assertThat(header(fact, HeaderNames.FINGERPRINT)).matches("[0-9a-f]{32}");
        assertThat(header(fact, HeaderNames.FACT_HASH)).matches("[0-9a-f]{64}");
        assertThat(header(fact, HeaderNames.PREVIOUS_HASH)).matches("[0-9a-f]{64}");
        assertThat(header(fact, HeaderNames.FACT_MAC)).matches("[0-9a-f]{64}");
        assertThat(fact.headers().toArray()).hasSize(5);
        assertThat(fact.getRecordTime()).isEqualTo(Stewards.START);
    }

    @Test
    void timeInAWalletNeverRunsBackwards() {
        given(deposit("d-1", "alice", "1.00 EUR"));
        after(Duration.ofSeconds(-5));
        when(deposit("d-2", "alice", "1.00 EUR"));
        assertThat(text(onlyRecord(Topic.FACTS).value())).contains("\"at\":\"2026-11-23T08:00:00.000Z\"");
    }

    @Test
    void anAnswerFindsItsAsker() {
        when(deposit("d-1", "alice", "1.00 EUR"), asker("request-7", "3"));
        TestRecord<byte[], byte[]> answer = onlyRecord(Topic.OUTCOMES);
        assertThat(text(answer.key())).isEqualTo("alice");
        assertThat(header(answer, HeaderNames.REQUEST_ID)).isEqualTo("request-7");
        assertThat(header(answer, HeaderNames.REPLY_PARTITION)).isEqualTo("3");
        assertThat(header(answer, HeaderNames.CAUSE)).isEqualTo("wallet.commands-0@0");
    }

    @Test
    void theAskersHeadersDoNotReachTheFacts() {
        when(open("o-1", "alice"), asker("request-7", "3").add(HeaderNames.FACT_MAC, bytes("00")));
        TestRecord<byte[], byte[]> fact = onlyRecord(Topic.FACTS);
        assertThat(header(fact, HeaderNames.REQUEST_ID)).isNull();
        assertThat(fact.headers().headers(HeaderNames.FACT_MAC)).hasSize(1);
    }

    @Test
    void aRequestIdThatWouldFillARecordIsNotRepeated() {
        when(open("o-1", "alice"), asker("x".repeat(1 << 20), "9".repeat(1 << 20)));
        TestRecord<byte[], byte[]> answer = onlyRecord(Topic.OUTCOMES);
        assertThat(header(answer, HeaderNames.REQUEST_ID)).isNull();
        assertThat(header(answer, HeaderNames.REPLY_PARTITION)).isNull();
    }

    private static Headers asker(String requestId, String replyPartition) {
        return new RecordHeaders()
                .add(HeaderNames.REQUEST_ID, bytes(requestId))
                .add(HeaderNames.REPLY_PARTITION, bytes(replyPartition));
    }
}
