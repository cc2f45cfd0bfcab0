package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.transfer;
import static dev.promissory.processor.Asks.transferToAll;
import static dev.promissory.processor.Asks.withdraw;

import dev.promissory.domain.Command;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Proof;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Money is sent back on the strength of the very fact that says it came. */
class ReversalsTest extends StewardScenario {

    @Test
    void aPromiseIsReversedOnce() {
        when(deposit("d-1", "alice", "100 EUR"), transfer("t-1", "alice", "bob", "30 EUR"));
        TestRecord<byte[], byte[]> received = factOf("TransferReceived");
        when(reverse("r-1", "bob", received), reverse("r-2", "bob", received));
        thenFacts(
                "bob#3 TransferPromised 30.00 EUR to alice reversing alice~3 -> 0.00 EUR",
                "alice#4 TransferReceived bob~3 30.00 EUR reversing alice~3 -> 100.00 EUR");
        lastAnswers("r-1 accepted at 3 promised bob~3 -> 0.00 EUR", "r-2 rejected at 3 already-reversed");
    }

    @Test
    void whatHasBeenSpentCannotBeSentBack() {
        when(deposit("d-1", "alice", "100 EUR"), transfer("t-1", "alice", "bob", "30 EUR"));
        TestRecord<byte[], byte[]> received = factOf("TransferReceived");
        when(withdraw("w-1", "bob", "0.01 EUR"), reverse("r-1", "bob", received));
        lastAnswers("w-1 accepted at 3 -> 29.99 EUR", "r-1 rejected at 3 insufficient-funds");
        when(deposit("d-2", "bob", "0.01 EUR"), reverse("r-2", "bob", received));
        lastAnswers("d-2 accepted at 4 -> 30.00 EUR", "r-2 accepted at 5 promised bob~5 -> 0.00 EUR");
    }

    @Test
    void depositsAndWithdrawalsAreReversedByTheirOpposite() {
        when(deposit("d-1", "alice", "100 EUR"), withdraw("w-1", "alice", "30 EUR"));
        List<TestRecord<byte[], byte[]>> facts = records(Topic.FACTS);
        when(
                reverse("r-1", "alice", facts.get(2)),
                reverse("r-2", "alice", facts.get(1)),
                reverse("r-3", "alice", facts.get(1)));
        thenFacts(
                "alice#4 MoneyDeposited 30.00 EUR reversing alice~3 -> 100.00 EUR",
                "alice#5 MoneyWithdrawn 100.00 EUR reversing alice~2 -> 0.00 EUR");
    }

    @Test
    void aPromiseToSeveralIsReversedByAJournal() {
        when(deposit("d-1", "alice", "100 EUR"), transferToAll("t-1", "alice", "10 EUR", "bob", "carol"));
        TestRecord<byte[], byte[]> settled = factOf("TransferSettled");
        when(reverse("r-1", "r-1", settled));
        thenFacts(
                "r-1#1 JournalOpened 10.00 EUR, 10.00 EUR reversing alice~3",
                "alice#5 TransferAccepted r-1~1 10.00 EUR, 10.00 EUR",
                "bob#4 TransferReserved r-1~1 10.00 EUR to alice -> 0.00 EUR",
                "carol#4 TransferReserved r-1~1 10.00 EUR to alice -> 0.00 EUR",
                "r-1#2 JournalSettled r-1~1",
                "alice#6 TransferReceived r-1~1 10.00 EUR, 10.00 EUR reversing alice~3 -> 100.00 EUR",
                "bob#5 TransferSettled r-1~1",
                "carol#5 TransferSettled r-1~1");
        when(deposit("d-2", "bob", "10 EUR"), reverse("r-2", "r-2", settled));
        thenFacts(
                "bob#6 MoneyDeposited 10.00 EUR -> 10.00 EUR",
                "r-2#1 JournalOpened 10.00 EUR, 10.00 EUR reversing alice~3",
                "alice#7 TransferAccepted r-2~1 10.00 EUR, 10.00 EUR",
                "bob#7 TransferRefused r-2~1 10.00 EUR already-reversed",
                "carol#6 TransferRefused r-2~1 10.00 EUR already-reversed",
                "r-2#2 JournalReturned r-2~1 by bob already-reversed",
                "alice#8 TransferReleased r-2~1 by bob already-reversed");
    }

    @Test
    void whatNoStewardHasWrittenIsNotReversed() {
        when(deposit("d-1", "alice", "100 EUR"), deposit("d-2", "bob", "100 EUR"));
        TestRecord<byte[], byte[]> deposited = factOf("MoneyDeposited");
        String more = text(deposited.value()).replace("\"amount\":\"100.00\"", "\"amount\":\"10.00\"");
        when(
                reverse("r-1", "alice", new TestRecord<>(deposited.key(), bytes(more), deposited.headers())),
                reverse("r-2", "bob", deposited));
        thenFacts();
        lastAnswers("r-1 rejected at 2 proof-invalid", "r-2 rejected at 2 not-reversible");
    }

    private TestRecord<byte[], byte[]> factOf(String type) {
        TestRecord<byte[], byte[]> found = records(Topic.FACTS).stream()
                .filter(record -> type(record).equals(type))
                .findFirst()
                .orElseThrow();
        records(Topic.OUTCOMES);
        return found;
    }

    private void lastAnswers(String... expected) {
        thenAnswers(expected);
        records(Topic.FACTS);
    }

    private static Command reverse(String id, String wallet, TestRecord<byte[], byte[]> record) {
        Fact fact = FactJson.read(record.value());
        Proof proof = new Proof(
                text(record.value()), header(record, HeaderNames.PREVIOUS_HASH), header(record, HeaderNames.FACT_MAC));
        return new Command.Reverse(CommandHead.of(wallet, id), fact, proof);
    }
}
