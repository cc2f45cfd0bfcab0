package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stewards write, read by others: open to what is new, closed to what cannot be. */
class RecordReadingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fact.MoneyDeposited",
                "fact.TransferPromised",
                "message.PromiseMade",
                "outcome.Accepted",
                "outcome.Rejected"
            })
    void readersIgnoreFieldsTheyDoNotKnow(String name) throws IOException {
        String json = approved(name);
        String richer = json.replace("{\"v\":1", "{\"v\":1,\"new\":{\"a\":[1,2]},\"newer\":null")
                .replace("{\"currency\"", "{\"new\":1,\"currency\"");

        assertThat(read(name, richer)).isEqualTo(read(name, json));
    }

    @Test
    void amountsWhoseDifferenceIsNoSumOfMoneyAreUnreadable() throws IOException {
        String nines = "9".repeat(76);
        String json = approved("fact.MoneyDeposited")
                .replaceFirst("\"total\":\"[^\"]*\"", "\"total\":\"" + nines + "\"")
                .replaceFirst("\"held\":\"[^\"]*\"", "\"held\":\"-" + nines + "\"");

        assertUnreadable("fact.MoneyDeposited", json, "available");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fact.MoneyDeposited", "message.PromiseKept", "outcome.Accepted"})
    void readersRefuseAnotherVersion(String name) throws IOException {
        String json = approved(name);

        assertUnreadable(name, json.replace("\"v\":1", "\"v\":2"), "v");
        assertUnreadable(name, json.replace("\"v\":1", "\"v\":\"1\""), "v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fact.MoneyDeposited     | type       | 'type':'MoneyDeposited'   | 'type':'MoneyDonated'",
                "fact.MoneyDeposited     | type       | 'type':'MoneyDeposited',  |",
                "fact.MoneyDeposited     | sequence   | 'sequence':7              | 'sequence':0",
                "fact.MoneyDeposited     | sequence   | 'sequence':7              | 'sequence':-7",
                "fact.MoneyDeposited     | sequence   | 'sequence':7              | 'sequence':7.0",
                "fact.MoneyDeposited     | sequence   | 'sequence':7              | 'sequence':9223372036854775808",
                "fact.MoneyDeposited     | sequence   | 'sequence':7,             |",
                "fact.MoneyDeposited     | walletId   | 'walletId':'alice'        | 'walletId':'al ice'",
                "fact.MoneyDeposited     | at         | 2026-11-23T08             | yesterday",
                "fact.MoneyDeposited     | at         | 2026-11-23T08             | +1000000000-11-23T08",
                "fact.MoneyDeposited     | at         | 2026-11-23T08             | 2026-02-30T08",
                "fact.MoneyDeposited     | currency   | 'currency':'EUR'          | 'currency':'eur'",
                "fact.MoneyDeposited     | amount     | 'amount':'12.50'          | 'amount':'12.505'",
                "fact.MoneyDeposited     | amount     | 'amount':'12.50'          | 'amount':'0.00'",
                "fact.MoneyDeposited     | amount     | 'amount':'12.50'          | 'amount':'-12.50'",
                "fact.MoneyDeposited     | available  | 'available':'112.50'      | 'available':'112.49'",
                "fact.MoneyDeposited     | held       | 'held':'0.00'             | 'held':'x'",
                "fact.MoneyDeposited     | total      | 'total':'112.50',         |",
                "fact.WalletDescribed    | owner      | 'owner':'Zoë 🍰'           | 'owner':7",
                "fact.MoneyWithdrawn.captured | holdId | 'holdId':'h-1'            | 'holdId':'h 1'",
                "fact.MoneyDeposited.reversing | reverses | alice~6                | alice",
                "fact.HoldPlaced         | expiresAt  | 2026-11-30T08             | soon",
                "fact.HoldPlaced         | holdId     | 'holdId':'h-1',           |",
                "fact.HoldCaptured       | released   | 'released':'0.00'         | 'released':'-0.01'",
                "fact.OverdraftLimitSet  | limit      | 'limit':'12.50'           | 'limit':'-12.50'",
                "fact.TransferReserved   | legs       | 'to':'bob'                | 'to':'alice'",
                "fact.TransferAccepted   | to         | 'from':'alice'            | 'from':'bob'",
                "fact.TransferScheduled  | scheduleId | alice~5                   | alice~6",
                "fact.JournalOpened      | promiseId  | j-1~1                     | j-2~1",
                "fact.TransferReceived   | from       | 'from':'alice'            | 'from':'bob'",
                "fact.TransferReceived.of-several-legs | amount | '1.5'            | '0'",
                "message.AgreementAsked  | to         | 'to':'bob','commandId'    | 'commandId'",
                "message.PromiseSettled  | to         | 'to':'bob'                | 'to':''",
                "timer.HoldDue           | type       | HoldDue                   | HoldLate",
                "timer.HoldDue           | extra      | 'v':1                     | 'v':1,'extra':1",
                "timer.ScheduleDue       | walletId   | 'walletId':'alice'        | 'walletId':'bob'",
                "fact.TransferPromised   | promiseId  | alice~9                   | alice~8",
                "fact.TransferPromised   | promiseId  | alice~9                   | bob~9",
                "fact.TransferPromised   | promiseId  | 'sequence':9              | 'sequence':8",
                "fact.TransferPromised   | legs       | [{'to':'bob','currency':'EUR','amount':'12.50'}] | []",
                "fact.TransferPromised   | balances   | 'balances':[              | 'balance':[",
                "fact.TransferReceived   | from       | 'from':'alice'            | 'from':'carol'",
                "fact.TransferReceived   | promiseId  | alice~9                   | alice~0",
                "fact.TransferReceived   | promisedAt | 'promisedAt'              | 'promised'",
                "fact.TransferRefused    | code       | wallet-frozen             | wallet-thawed",
                "fact.TransferReturned   | promiseId  | alice~9                   | bob~9",
                "fact.TransferReturned   | refusedBy  | 'refusedBy':'bob'         | 'refusedBy':''",
                "message.PromiseMade     | type       | PromiseMade               | PromiseBroken",
                "message.PromiseMade     | promiseId  | alice~9                   | alice~09",
                "message.PromiseMade     | promiseId  | alice~9                   | alice~",
                "message.PromiseMade     | promiseId  | alice~9                   | ~9",
                "message.PromiseMade     | promiseId  | alice~9                   | alice~9999999999999999999",
                "message.PromiseMade     | amount     | '12.50'                   | '-12.50'",
                "message.PromiseMade     | legs       | [{'to':'bob','currency':'EUR','amount':'12.50'}] | []",
                "message.PromiseKept     | by         | 'by':'bob'                | 'by':7",
                "message.PromiseRefused  | code       | wallet-closed             | because",
                "outcome.Accepted        | status     | accepted                  | perhaps",
                "outcome.Accepted        | sequence   | 'sequence':7              | 'sequence':-1",
                "outcome.Accepted        | opened     | 'sequence':7              | 'sequence':7,'opened':'true'",
                "outcome.Accepted        | promiseId  | 'sequence':7              | 'sequence':7,'promiseId':'alice-9'",
                "outcome.Accepted        | promiseId  | 'sequence':7              | 'sequence':7,'promiseId':9",
                "outcome.Accepted        | balances   | 'balances':[              | 'balances':{},'x':[",
                "outcome.Rejected        | code       | wallet-not-found          | wallet-lost",
                "outcome.Rejected        | detail     | ,'detail':'A sentence for a person.' |"
            })
    void readersRefuseWhatCannotBe(String name, String field, String part, String instead) throws IOException {
        String json = approved(name);
        String found = part.replace('\'', '"');
        assertThat(json).contains(found);

        assertUnreadable(name, json.replace(found, instead == null ? "" : instead.replace('\'', '"')), field);
    }

    @Test
    void aPromiseThatOneReceiverDecidesHasOneReceiver() throws IOException {
        String leg = "{\"to\":\"bob\",\"currency\":\"EUR\",\"amount\":\"12.50\"}";
        String json = approved("message.PromiseMade");

        assertThat(read("message.PromiseMade", json.replace(leg, leg + "," + leg)))
                .isInstanceOfSatisfying(
                        Message.PromiseMade.class,
                        made -> assertThat(made.legs()).hasSize(2));
        assertUnreadable("message.PromiseMade", json.replace(leg, leg + "," + leg.replace("bob", "carol")), "legs");
        assertUnreadable("message.PromiseMade", json.replace("\"to\":\"bob\"", "\"to\":\"alice\""), "legs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fact.", "message.", "outcome."})
    void aRecordWithoutAValueIsUnreadable(String kind) {
        assertThatThrownBy(() -> reader(kind).apply(null)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> reader(kind).apply(new byte[0])).isInstanceOf(UnreadableException.class);
    }

    @Test
    void timesAlwaysShowMilliseconds() {
        assertThat(Json.time(Instant.parse("2026-11-23T08:00:00Z"))).isEqualTo("2026-11-23T08:00:00.000Z");
        assertThat(Json.time(Instant.parse("2026-11-23T08:00:00.1239Z"))).isEqualTo("2026-11-23T08:00:00.123Z");
    }

    /** A topic holds them, packed small; what a parser makes of one could fill the memory. */
    @Test
    void whatNobodyHereCanHaveWrittenIsNotParsed() {
        byte[] fact = FactJson.write(Samples.facts().get("MoneyDeposited"));

        assertThat(FactJson.read(Arrays.copyOf(spaced(fact), Json.MAX_BYTES))).isNotNull();
        assertThatThrownBy(() -> FactJson.read(Arrays.copyOf(spaced(fact), Json.MAX_BYTES + 1)))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("longer than 1048576 bytes");
    }

    private static byte[] spaced(byte[] json) {
        byte[] spaced = new byte[Json.MAX_BYTES + 1];
        Arrays.fill(spaced, (byte) ' ');
        System.arraycopy(json, 0, spaced, 0, json.length);
        return spaced;
    }

    private static void assertUnreadable(String name, String json, String field) {
        assertThatThrownBy(() -> read(name, json))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.field()).contains(field));
    }

    private static Object read(String name, String json) {
        return reader(name).apply(json.getBytes(UTF_8));
    }

    private static Function<byte[], Object> reader(String name) {
        return switch (name.substring(0, name.indexOf('.'))) {
            case "fact" -> FactJson::read;
            case "message" -> MessageJson::read;
            case "timer" -> TimerJson::read;
            case "outcome" -> OutcomeJson::read;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String approved(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/approved", name + ".json"));
    }
}
