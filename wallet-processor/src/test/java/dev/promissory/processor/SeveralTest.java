package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.exchange;
import static dev.promissory.processor.Asks.freeze;
import static dev.promissory.processor.Asks.journal;
import static dev.promissory.processor.Asks.transferToAll;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promises between several: all or nothing. Alice has 100.00 EUR, Carol 1 BTC. */
class SeveralTest extends StewardScenario {

    @BeforeEach
    void furnish() {
        given(deposit("d-1", "alice", "100 EUR"), deposit("d-2", "carol", "1 BTC"), deposit("d-3", "bob", "1 EUR"));
    }

    @Test
    void moneyArrivesOnlyWhenAllHaveAccepted() {
        when(transferToAll("t-1", "alice", "10 EUR", "bob", "carol"));
        thenAnswers("t-1 accepted at 3 promised alice~3 -> 80.00 EUR");
        thenFacts(
                "alice#3 TransferPromised 10.00 EUR to bob, 10.00 EUR to carol -> 80.00 EUR",
                "bob#3 TransferAccepted alice~3 10.00 EUR",
                "carol#3 TransferAccepted alice~3 10.00 EUR",
                "alice#4 TransferSettled alice~3",
                "bob#4 TransferReceived alice~3 10.00 EUR -> 11.00 EUR",
                "carol#4 TransferReceived alice~3 10.00 EUR -> 10.00 EUR");
    }

    @Test
    void oneThatRefusesReturnsEverything() {
        given(freeze("f-1", "carol"));
        when(transferToAll("t-1", "alice", "10 EUR", "bob", "carol"));
        thenFacts(
                "alice#3 TransferPromised 10.00 EUR to bob, 10.00 EUR to carol -> 80.00 EUR",
                "bob#3 TransferAccepted alice~3 10.00 EUR",
                "carol#4 TransferRefused alice~3 10.00 EUR wallet-frozen",
                "alice#4 TransferReturned alice~3 10.00 EUR to bob, 10.00 EUR to carol by carol wallet-frozen"
                        + " -> 100.00 EUR",
                "bob#4 TransferReleased alice~3 by carol wallet-frozen");
    }

    @Test
    void aJournalReservesAndSettles() {
        when(journal("j-1", "alice bob 5 EUR", "carol bob 0.5 BTC"));
        thenAnswers("j-1 accepted at 1 promised j-1~1");
        thenFacts(
                "j-1#1 JournalOpened 5.00 EUR, 0.5 BTC",
                "alice#3 TransferReserved j-1~1 5.00 EUR to bob -> 95.00 EUR",
                "bob#3 TransferAccepted j-1~1 5.00 EUR, 0.5 BTC",
                "carol#3 TransferReserved j-1~1 0.5 BTC to bob -> 0.5 BTC",
                "j-1#2 JournalSettled j-1~1",
                "alice#4 TransferSettled j-1~1",
                "bob#4 TransferReceived j-1~1 5.00 EUR, 0.5 BTC -> 6.00 EUR, 0.5 BTC",
                "carol#4 TransferSettled j-1~1");
        whenTimePasses(Duration.ofMinutes(1));
        thenFacts();
    }

    @Test
    void aJournalThatOneCannotPayReturnsEverything() {
        when(journal("j-1", "alice bob 5 EUR", "carol bob 2 BTC"));
        thenFacts(
                "j-1#1 JournalOpened 5.00 EUR, 2 BTC",
                "alice#3 TransferReserved j-1~1 5.00 EUR to bob -> 95.00 EUR",
                "bob#3 TransferAccepted j-1~1 5.00 EUR, 2 BTC",
                "carol#3 TransferRefused j-1~1 2 BTC insufficient-funds",
                "j-1#2 JournalReturned j-1~1 by carol insufficient-funds",
                "alice#4 TransferReturned j-1~1 5.00 EUR to bob by carol insufficient-funds -> 100.00 EUR",
                "bob#4 TransferReleased j-1~1 by carol insufficient-funds");
    }

    @Test
    void anExchangeIsAJournalAtARate() {
        when(exchange("x-1", "alice", "carol", "10 EUR", "0.1 BTC", "0.01"));
        thenFacts(
                "x-1#1 JournalOpened 10.00 EUR, 0.1 BTC at 0.01",
                "alice#3 TransferReserved x-1~1 10.00 EUR to carol -> 90.00 EUR",
                "alice#4 TransferAccepted x-1~1 0.1 BTC",
                "carol#3 TransferReserved x-1~1 0.1 BTC to alice -> 0.9 BTC",
                "carol#4 TransferAccepted x-1~1 10.00 EUR",
                "x-1#2 JournalSettled x-1~1",
                "alice#5 TransferSettled x-1~1",
                "alice#6 TransferReceived x-1~1 0.1 BTC at 0.01 -> 0.1 BTC",
                "carol#5 TransferSettled x-1~1",
                "carol#6 TransferReceived x-1~1 10.00 EUR at 0.01 -> 10.00 EUR");
    }

    @Test
    void aJournalsIdIsNoWallet() {
        given(journal("j-1", "alice bob 5 EUR"));
        when(deposit("d-9", "j-1", "1 EUR"), journal("alice", "carol bob 1 BTC"));
        thenAnswers("d-9 rejected at 2 not-a-wallet", "alice rejected at 4 id-taken");
        thenFacts();
    }
}
