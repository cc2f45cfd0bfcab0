package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a command and what is not. The samples write JSON with single quotes. */
class CommandReadingTest {

    private static final String DEPOSIT =
            "{'type':'Deposit','commandId':'d-1','walletId':'alice','amount':'12.50','currency':'EUR'}";

    @Test
    void readsWhatAPersonTypes() {
        assertThat(read(DEPOSIT)).isEqualTo(read(DEPOSIT.replace("{'type'", "{'v':1,'type'")));
        assertThat(read(DEPOSIT)).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'OpenWallet','commandId':'c','walletId':'w'}",
                "{'type':'OpenWallet','commandId':'c','walletId':'w','owner':'Zoë \\ud83c\\udf70'}",
                "{'type':'OpenWallet','commandId':'c','walletId':'w','owner':null,'reference':null,'metadata':null}",
                " \n{ 'type' : 'Freeze' , 'commandId':'c','walletId':'w' } \r\n\t",
                "{'type':'Freeze','commandId':'c','walletId':'w','expectedSequence':0}",
                "{'type':'Freeze','commandId':'c','walletId':'w','metadata':{}}",
                "{'type':'Freeze','commandId':'a.b_c:d-e','walletId':'0'}"
            })
    void isReadable(String json) {
        assertThat(read(json)).isInstanceOf(Readable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "12",
                "'Deposit'",
                "[]",
                "{",
                "}",
                "{}",
                "not json",
                "{'type':'Freeze','commandId':'c','walletId':'w',}",
                "{type:'Freeze','commandId':'c','walletId':'w'}",
                "{'type':'Freeze','commandId':'c','walletId':'w'}}",
                "{'type':'Freeze','commandId':'c','walletId':'w'} {}",
                "{'type':'Freeze','commandId':'c','walletId':'w'} x",
                "{'type':'Freeze','commandId':'c','walletId':'w'}\u0000",
                "\u0000{'type':'Freeze','commandId':'c','walletId':'w'}",
                "[{'type':'Freeze','commandId':'c','walletId':'w'}]",
                "{'type':'Freeze','commandId':'c','walletId':'w'} // so",
                "{'type':'OpenWallet','commandId':'c','walletId':'w','owner':'\\ud83c'}",
                "{'type':'OpenWallet','commandId':'c','walletId':'w','owner':'\\udf70 \\ud83c'}",
                "{'type':'Freeze','commandId':'c','walletId':'w','metadata':{'\\ud83c':'x'}}",
                "{'type':'Freeze','commandId':'c','walletId':'w','\\ud83c':1}",
                "{'type':'OpenWallet','commandId':'c','walletId':'w','owner':'a\tb'}"
            })
    void isMalformedAltogether(String json) {
        assertThat(malformed(json).reason()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'Freeze','type':'Close','commandId':'c','walletId':'w'}",
                "{'type':'Freeze','type':'Freeze','commandId':'c','walletId':'w'}",
                "{'type':'Freeze','commandId':'c','walletId':'w','\\u0077alletId':'w'}",
                "{'type':'Freeze','commandId':'c','walletId':'w','metadata':{'a':'1','a':'2'}}",
                "{'type':'Transfer','commandId':'c','walletId':'w',"
                        + "'legs':[{'to':'x','to':'y','amount':'1','currency':'EUR'}]}"
            })
    void refusesDuplicateFields(String json) {
        assertThat(malformed(json).reason()).contains("Duplicate field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "-1", "'1'", "1.0", "1e0", "true", "[1]", "4294967297", "18446744073709551617"})
    void knowsOneVersionOnly(String version) {
        assertThat(malformed(DEPOSIT.replace("{'type'", "{'v':" + version + ",'type'"))
                        .field())
                .contains("v");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // the identity
                "type             | 'type':'Deposit',      |",
                "type             | 'type':'Deposit'       | 'type':null",
                "type             | 'type':'Deposit'       | 'type':7",
                "type             | 'type':'Deposit'       | 'type':'Deposited'",
                "type             | 'type':'Deposit'       | 'type':'deposit'",
                "type             | 'type':'Deposit'       | 'type':''",
                "commandId        | 'commandId':'d-1',     |",
                "commandId        | 'commandId':'d-1'      | 'commandId':''",
                "commandId        | 'commandId':'d-1'      | 'commandId':' d-1'",
                "commandId        | 'commandId':'d-1'      | 'commandId':'d 1'",
                "commandId        | 'commandId':'d-1'      | 'commandId':'-d'",
                "commandId        | 'commandId':'d-1'      | 'commandId':'d~1'",
                "commandId        | 'commandId':'d-1'      | 'commandId':1",
                "commandId        | 'commandId':'d-1'      | 'commandId':['d-1']",
                "walletId         | 'walletId':'alice',    |",
                "walletId         | 'walletId':'alice'     | 'walletId':'zoë'",
                "walletId         | 'walletId':'alice'     | 'walletId':'alice\\n'",
                "walletId         | 'walletId':'alice'     | 'walletId':'alice\\u0000'",
                "walletId         | 'walletId':'alice'     | 'walletId':false",
                // what it asks for
                "amount           | 'amount':'12.50',      |",
                "amount           | 'amount':'12.50'       | 'amount':true",
                "amount           | 'amount':'12.50'       | 'amount':{'value':1}",
                "currency         | ,'currency':'EUR'      |",
                "currency         | 'currency':'EUR'       | 'currency':978",
                "currency         | 'currency':'EUR'       | 'currency':null",
                "reference        | 'currency':'EUR'       | 'currency':'EUR','reference':5",
                "metadata         | 'currency':'EUR'       | 'currency':'EUR','metadata':'x'",
                "metadata         | 'currency':'EUR'       | 'currency':'EUR','metadata':['x']",
                "metadata         | 'currency':'EUR'       | 'currency':'EUR','metadata':{'a':1}",
                "metadata         | 'currency':'EUR'       | 'currency':'EUR','metadata':{'a':null}",
                "metadata         | 'currency':'EUR'       | 'currency':'EUR','metadata':{'a':{'b':'c'}}",
                "expectedSequence | 'currency':'EUR'       | 'currency':'EUR','expectedSequence':'6'",
                "expectedSequence | 'currency':'EUR'       | 'currency':'EUR','expectedSequence':6.0",
                "expectedSequence | 'currency':'EUR'       | 'currency':'EUR','expectedSequence':1e400",
                "expectedSequence | 'currency':'EUR'       | 'currency':'EUR','expectedSequence':9223372036854775808",
                // what nobody asked for
                "memo             | 'currency':'EUR'       | 'currency':'EUR','memo':'x'",
                "owner            | 'currency':'EUR'       | 'currency':'EUR','owner':'Alice'",
                "Currency         | 'currency':'EUR'       | 'currency':'EUR','Currency':null",
                "legs             | 'currency':'EUR'       | 'currency':'EUR','legs':[]"
            })
    void namesTheFieldAtFault(String field, String part, String instead) {
        String json = DEPOSIT.replace(part, instead == null ? "" : instead);

        assertThat(malformed(json).field()).contains(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "legs     |",
                "legs     | 'legs':null",
                "legs     | 'legs':[]",
                "legs     | 'legs':{'to':'bob','amount':'1','currency':'EUR'}",
                "legs     | 'legs':'bob'",
                "legs     | 'legs':[null]",
                "legs     | 'legs':['bob']",
                "legs     | 'legs':[[]]",
                "to       | 'legs':[{'amount':'1','currency':'EUR'}]",
                "to       | 'legs':[{'to':'','amount':'1','currency':'EUR'}]",
                "amount   | 'legs':[{'to':'bob','currency':'EUR'}]",
                "currency | 'legs':[{'to':'bob','amount':'1'}]",
                "note     | 'legs':[{'to':'bob','amount':'1','currency':'EUR','note':'x'}]",
                "to       | 'to':'bob','legs':[{'to':'bob','amount':'1','currency':'EUR'}]"
            })
    void refusesIllFormedLegs(String field, String legs) {
        String transfer = "{'type':'Transfer','commandId':'t-1','walletId':'alice'" + (legs == null ? "" : "," + legs);

        assertThat(malformed(transfer + "}").field()).contains(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'OpenJournal','legs':[{'from':'a','to':'b','amount':'1','currency':'EUR'}]",
                "{'type':'Exchange','from':'a','with':'b','sell':{'amount':'1','currency':'EUR'},"
                        + "'buy':{'amount':'1','currency':'USD'},'rate':'1'"
            })
    void nothingCanBeRequiredOfANewJournal(String type) {
        String journal = type + ",'commandId':'c','walletId':'j'";

        assertThat(command(journal + "}").head().isUnconditional()).isTrue();
        assertThat(command(journal + ",'expectedSequence':null,'require':null}"))
                .isEqualTo(command(journal + "}"));
        assertThat(malformed(journal + ",'expectedSequence':0}").field()).contains("expectedSequence");
        assertThat(malformed(journal + ",'require':{'currency':'EUR','total':{'gte':'1'}}}")
                        .field())
                .contains("require");
    }

    @Test
    void norOfTheJournalThatSendsBackWhatSeveralGot() {
        ObjectNode ofSeveral = reversal("JournalSettled");
        assertThat(CommandJson.read(ofSeveral)).isInstanceOf(Readable.class);
        assertThat(((Malformed) CommandJson.read(ofSeveral.put("expectedSequence", 0))).field())
                .contains("expectedSequence");

        ObjectNode ofOne = reversal("TransferReceived").put("expectedSequence", 0);
        assertThat(CommandJson.read(ofOne)).isInstanceOf(Readable.class);
    }

    private static ObjectNode reversal(String type) {
        ObjectNode reversal =
                Json.object().put("type", "Reverse").put("commandId", "c").put("walletId", "w");
        reversal.putObject("proof")
                .put("value", new String(FactJson.write(Samples.facts().get(type)), UTF_8))
                .put("previousHash", "00")
                .put("factMac", "00");
        return reversal;
    }

    @Test
    void leavesItToTheStewardHowManyLegsAreTooMany() {
        String leg = "{'to':'bob','amount':'1','currency':'EUR'}";
        String json = "{'type':'Transfer','commandId':'t-1','walletId':'alice','legs':[" + leg + "," + leg + "]}";

        assertThat(((Command.Transfer) command(json)).legs()).hasSize(2);
    }

    @Test
    void carriesTheIdsItCouldRead() {
        Malformed both = malformed(DEPOSIT.replace("'Deposit'", "'Donate'"));
        assertThat(both.walletId()).contains(new WalletId("alice"));
        assertThat(both.commandId()).contains(new CommandId("d-1"));

        Malformed walletOnly = malformed(DEPOSIT.replace("d-1", "d 1"));
        assertThat(walletOnly.walletId()).contains(new WalletId("alice"));
        assertThat(walletOnly.commandId()).isEmpty();

        Malformed commandOnly = malformed(DEPOSIT.replace("'alice'", "17"));
        assertThat(commandOnly.walletId()).isEmpty();
        assertThat(commandOnly.commandId()).contains(new CommandId("d-1"));

        Malformed neither = malformed(DEPOSIT + "}");
        assertThat(neither.walletId()).isEmpty();
        assertThat(neither.commandId()).isEmpty();
    }

    @Test
    void anIdHasAtMost128Characters() {
        assertThat(read(DEPOSIT.replace("alice", "a".repeat(128)))).isInstanceOf(Readable.class);
        assertThat(malformed(DEPOSIT.replace("alice", "a".repeat(129))).field()).contains("walletId");
    }

    @Test
    void aTombstoneIsNoCommand() {
        assertThat(CommandJson.read((byte[]) null)).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ff", "c3", "c328", "e28228", "c080", "eda080", "eda0bdedb880", "f4908080", "f8808080", "80"})
    void refusesWhatIsNotUtf8(String hex) {
        byte[] open = bytes("{'type':'OpenWallet','commandId':'c','walletId':'w','owner':'#'}");
        int at = new String(open, UTF_8).indexOf('#');
        byte[] wrong = HexFormat.of().parseHex(hex);
        byte[] value = new byte[open.length - 1 + wrong.length];
        System.arraycopy(open, 0, value, 0, at);
        System.arraycopy(wrong, 0, value, at, wrong.length);
        System.arraycopy(open, at + 1, value, at + wrong.length, open.length - at - 1);

        assertThat(((Malformed) CommandJson.read(value)).reason()).isEqualTo("not valid UTF-8");
    }

    @Test
    void doesNotGuessOtherEncodings() {
        for (Charset charset : new Charset[] {UTF_16BE, UTF_16LE, Charset.forName("UTF-32BE")}) {
            assertThat(CommandJson.read(DEPOSIT.replace('\'', '"').getBytes(charset)))
                    .as(charset.name())
                    .isInstanceOf(Malformed.class);
        }
    }

    @Test
    void hasAtMost64KiB() {
        int room = CommandJson.MAX_BYTES - DEPOSIT.length();

        assertThat(CommandJson.MAX_BYTES).isEqualTo(65_536);
        assertThat(read(DEPOSIT + " ".repeat(room))).isInstanceOf(Readable.class);
        assertThat(malformed(DEPOSIT + " ".repeat(room + 1)).reason()).contains("at most 65536 bytes");
    }

    @Test
    void deepNestingIsMalformed() {
        String deep = "[".repeat(30_000) + "]".repeat(30_000);

        assertThat(malformed(deep).reason()).contains("nesting depth");
        assertThat(malformed("{'a':".repeat(10_000)).reason()).contains("nesting depth");
        assertThat(malformed(DEPOSIT.replace("'12.50'", deep)).reason()).contains("nesting depth");
        assertThat(malformed(DEPOSIT.replace("'12.50'", "[".repeat(400) + "]".repeat(400)))
                        .field())
                .contains("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+Infinity", "+1", "1 // so"})
    void saysNothingOfItsParser(String amount) {
        assertThat(malformed(DEPOSIT.replace("'12.50'", amount)).reason())
                .startsWith("not valid JSON at line 1, column ")
                .doesNotContain("`", "Feature", "enable");
    }

    @Test
    void saysThatNaNIsNoNumber() {
        assertThat(malformed(DEPOSIT.replace("'12.50'", "NaN")).reason()).endsWith(": NaN is no JSON number");
    }

    @Test
    void repeatsLittleOfWhatStrangersWrote() {
        Malformed unknown = malformed(DEPOSIT.replace("'currency'", "'" + "🍰".repeat(10_000) + "'"));
        Malformed twice = malformed("{'" + "x".repeat(20_000) + "':1,'" + "x".repeat(20_000) + "':1}");

        assertThat(unknown.reason()).hasSizeLessThanOrEqualTo(300);
        assertThat(unknown.field().orElseThrow()).hasSizeLessThanOrEqualTo(300);
        assertThat(UTF_8.newEncoder().canEncode(unknown.reason())).isTrue();
        assertThat(twice.reason()).hasSizeLessThanOrEqualTo(300);
    }

    private static Command command(String json) {
        return ((Readable) read(json)).command();
    }

    @Test
    void aProofOfANewerVersionProvesNothingHere() throws IOException {
        String reverse = Files.readString(Path.of("src/test/resources/approved/command.Reverse.json"));

        Malformed malformed = malformed(reverse.replace("{\\\"v\\\":1", "{\\\"v\\\":2"));

        assertThat(malformed.reason())
                .isEqualTo("proof holds no fact that can be read here: v is 2, and the newest version known here is 1");
        assertThat(malformed.field()).contains("proof");
    }

    private static Malformed malformed(String json) {
        CommandReading reading = read(json);
        assertThat(reading).as(json).isInstanceOf(Malformed.class);
        return (Malformed) reading;
    }

    private static CommandReading read(String json) {
        return CommandJson.read(bytes(json));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
