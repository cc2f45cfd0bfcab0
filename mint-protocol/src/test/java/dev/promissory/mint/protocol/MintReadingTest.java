package dev.promissory.mint.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.mint.protocol.MintCommandReading.Malformed;
import dev.promissory.mint.protocol.MintCommandReading.Readable;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a command to the mint, a fact or an outcome of it, and what is not. Samples write JSON with single quotes. */
class MintReadingTest {

    private static final String MINT = "{'type':'Mint','commandId':'m-1','currency':'BTC','amount':'100'}";
    private static final String CAP = "{'type':'SetCap','commandId':'m-1','currency':'BTC','cap':'100'}";

    @Test
    void readsWhatAPersonTypes() {
        assertThat(read(MINT)).isInstanceOf(Readable.class).isEqualTo(read(MINT.replace("{'type'", "{'v':1,'type'")));
        assertThat(read(MINT.replace("'100'", "100"))).isEqualTo(read(MINT));
        assertThat(read(CAP.replace("'100'", "null"))).isEqualTo(read(CAP.replace(",'cap':'100'", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'0'", "'-1'", "'1.0000000000000000000000001'", "1e100"})
    void leavesAmountsForTheMintToJudge(String amount) {
        assertThat(read(MINT.replace("'100'", amount))).isInstanceOf(Readable.class);
        assertThat(read(CAP.replace("'100'", amount))).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "Mint", "{", "{'type':'Mint','type':'Mint'}"})
    void isMalformedAltogether(String json) {
        assertThat(malformed(json).reason()).isNotBlank();
    }

    @Test
    void aRecordWithoutAValueOrTooLargeIsMalformed() {
        assertThat(MintCommandJson.read((byte[]) null)).isInstanceOf(Malformed.class);
        assertThat(malformed(MINT + " ".repeat(64 * 1024 - MINT.length() + 1)).reason())
                .isEqualTo("a command has at most 65536 bytes");
        assertThat(read(MINT + " ".repeat(64 * 1024 - MINT.length()))).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "v         | 'type'            | 'v':2,'type'",
                "type      | 'type':'Mint',    |",
                "type      | 'type':'Mint'     | 'type':'mint'",
                "type      | 'type':'Mint'     | 'type':'Burn'",
                "commandId | 'commandId':'m-1',|",
                "commandId | 'commandId':'m-1' | 'commandId':'m 1'",
                "currency  | 'currency':'BTC', |",
                "currency  | 'currency':'BTC'  | 'currency':'btc'",
                "currency  | 'currency':'BTC'  | 'currency':''",
                "currency  | 'currency':'BTC'  | 'currency':840",
                "amount    | ,'amount':'100'   |",
                "amount    | 'amount':'100'    | 'amount':null",
                "amount    | 'amount':'100'    | 'amount':'1e2'",
                "amount    | 'amount':'100'    | 'amount':true",
                "cap       | 'amount':'100'    | 'amount':'100','cap':'100'",
                "to        | 'amount':'100'    | 'amount':'100','to':'alice'"
            })
    void namesTheFieldAtFault(String field, String part, String instead) {
        assertThat(malformed(MINT.replace(part, instead == null ? "" : instead)).field())
                .contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"cap | 'cap':'x'", "cap | 'cap':{}", "amount | 'cap':'1','amount':'1'"})
    void refusesAnIllFormedCap(String field, String instead) {
        assertThat(malformed(CAP.replace("'cap':'100'", instead)).field()).contains(field);
    }

    @Test
    void carriesWhatItCouldRead() {
        Malformed both = malformed(MINT.replace("'Mint'", "'Burn'"));
        assertThat(both.currency()).contains(new Currency("BTC"));
        assertThat(both.commandId()).contains(new CommandId("m-1"));

        Malformed neither = malformed(MINT.replace("BTC", "btc").replace("m-1", ""));
        assertThat(neither.currency()).isEmpty();
        assertThat(neither.commandId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'100.0'", "'0100'", "100", "100.00", "1e2"})
    void theFingerprintDoesNotDependOnHowTheAmountIsWritten(String amount) {
        assertThat(fingerprint(MINT.replace("'100'", amount))).isEqualTo(fingerprint(MINT));
        assertThat(fingerprint(CAP.replace("'100'", amount))).isEqualTo(fingerprint(CAP));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"'m-1'|'m-2'", "'BTC'|'ETH'", "'100'|'101'", "'100'|'10'"})
    void theFingerprintDependsOnEverythingTheCommandSays(String part, String instead) {
        assertThat(fingerprint(MINT.replace(part, instead))).isNotEqualTo(fingerprint(MINT));
        assertThat(fingerprint(CAP.replace(part, instead))).isNotEqualTo(fingerprint(CAP));
        assertThat(fingerprint(CAP.replace("'100'", "null"))).isNotEqualTo(fingerprint(CAP));
    }

    /** Fingerprints outlive the process that made them; this one was worked out by another SHA-256. */
    @Test
    void theFingerprintIsTheFirstHalfOfTheSha256OfTheCanonicalForm() {
        // sha256 of {"v":1,"type":"Mint","commandId":"m-1","currency":"BTC","amount":"1E+2"}
        assertThat(fingerprint(MINT)).isEqualTo("2caa9301352265749423e28f9229a9c1");
    }

    @ParameterizedTest(name = "{0}: {2} instead of {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "fact.GiftPromised    | 'v':1              | 'v':2               | v",
                "fact.GiftPromised    | 'GiftPromised'     | 'GiftGiven'         | type",
                "fact.GiftPromised    | 'currency':'EUR'   | 'currency':'eur'    | currency",
                "fact.GiftPromised    | 'sequence':4       | 'sequence':0        | sequence",
                "fact.GiftPromised    | 'amount':'0.37'    | 'amount':'0.00'     | amount",
                "fact.GiftPromised    | 'amount':'0.37'    | 'amount':'0.375'    | amount",
                "fact.GiftPromised    | 'to':'alice',      |                     | to",
                "fact.GiftPromised    | 'alice~9'          | 'alice'             | promiseId",
                "fact.GiftPromised    | 'rate':'0.0312'    | 'rate':'0'          | rate",
                "fact.GiftPromised    | 'remaining':'99.63'| 'remaining':'99.64' | remaining",
                "fact.GiftPromised    | 'issued':'100.00'  | 'issued':'-1.00'    | issued",
                "fact.GiftPromised    | 'issuing':'0.00'   | 'issuing':'100.01'  | issuing",
                "fact.GiftPromised    | 'giving':'0.37'    | 'giving':'0.38'     | giving",
                "fact.GiftPromised    | 'given':'0.37'     | 'given':'100.01'    | given",
                "fact.GiftPromised    | 'issued':'100.00', |                     | issued",
                "fact.CapSet          | 'cap':'1000.00'    | 'cap':'-1'          | cap",
                "fact.CapSet          | 'cap':'1000.00'    | 'cap':'1.001'       | cap",
                "fact.GiftReturned    | 'wallet-closed'    | 'no-such-code'      | code",
                "fact.IssueReturned   | 'wallet-frozen'    | null                | code",
                "outcome.Accepted     | 'status':'accepted'| 'status':'fine'     | status",
                "outcome.Accepted     | 'remaining':'100'  | 'remaining':'99'    | remaining",
                "outcome.Rejected     | 'cap-exceeded'     | 'no-such-code'      | code",
                "outcome.Rejected     | 'sequence':1       | 'sequence':-1       | sequence"
            })
    void isUnreadable(String name, String found, String instead, String field) throws IOException {
        String json = approved(name);
        assertThat(json).contains(quoted(found));

        String changed = json.replace(quoted(found), instead == null ? "" : quoted(instead));

        assertThatThrownBy(() -> reader(name).apply(changed.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.field()).contains(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fact.GiftPromised", "outcome.Accepted"})
    void readersIgnoreFieldsTheyDoNotKnow(String name) throws IOException {
        String json = approved(name);

        assertThat(reader(name)
                        .apply(json.replace("{\"v\"", "{\"mood\":{\"v\":2},\"v\"")
                                .getBytes(UTF_8)))
                .isEqualTo(reader(name).apply(json.getBytes(UTF_8)));
    }

    private static MintCommandReading read(String json) {
        return MintCommandJson.read(quoted(json).getBytes(UTF_8));
    }

    private static Malformed malformed(String json) {
        assertThat(read(json)).as(json).isInstanceOf(Malformed.class);
        return (Malformed) read(json);
    }

    private static String fingerprint(String json) {
        return HexFormat.of().formatHex(MintCommandJson.fingerprint(((Readable) read(json)).command()));
    }

    private static Function<byte[], Object> reader(String name) {
        return name.startsWith("fact.") ? MintFactJson::read : MintOutcomeJson::read;
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static String approved(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/approved", name + ".json"));
    }
}
