package dev.promissory.operations.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PrecedentsTest {

    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final WalletId JOURNAL = new WalletId("journal");
    private static final WalletId ALICE = new WalletId("alice");
    private static final Posting POSTING = new Posting(ALICE, new WalletId("bob"), Money.of("1.00", "EUR"));
    private static final PromiseId PROMISE = new PromiseId(JOURNAL, 1);

    @Test
    void aCommandThatHasLeftFactsIsNotDoneAgainWhateverItsStewardHasForgotten() {
        Letter letter = depositOfAlice();
        Precedents precedents = Precedents.about(letter);

        precedents.note(new Fact.WalletFrozen(head(ALICE, 1, "d-2")));
        precedents.note(new Fact.WalletFrozen(head(JOURNAL, 1, "d-1")));
        assertThat(precedents.against(letter)).isEmpty();

        precedents.note(new Fact.WalletOpened(head(ALICE, 2, "d-1"), Optional.empty(), true));
        assertThat(precedents.against(letter))
                .contains("its command d-1 was done before, says fact 2 of alice; discard it");
    }

    /** What bob received carries the id of alice's command; a command of bob's own may have that id, too. */
    @Test
    void theIdOfWhoeverPromisedIsNoneOfTheReceivers() {
        Letter letter = depositOfAlice();
        Precedents precedents = Precedents.about(letter);

        precedents.note(new Fact.TransferRefused(
                head(ALICE, 1, "d-1"), PROMISE, AT, List.of(POSTING), Rejection.WALLET_FROZEN));

        assertThat(precedents.against(letter)).isEmpty();
    }

    @Test
    void aFactOfANewerStewardMayBeOfTheCommandInQuestion() {
        byte[] newer = HeaderNames.text("{\"v\":2,\"type\":\"WalletFrozen\"}");
        FactSeal seal = new Sealer(SigningKey.of(new byte[32])).seal(FactSeal.noPreviousHash(), newer);
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));

        assertThatThrownBy(() -> Precedents.read(record(newer, headers), FactJson::read))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageEndingWith("update this service first");
        assertThat(Precedents.read(record(newer, new RecordHeaders()), FactJson::read))
                .isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "wallet.facts", 0, 7, 0, TimestampType.CREATE_TIME, 0, 0, null, value, headers, Optional.empty());
    }

    /** Its release has gone by: whoever agreed now would wait for ever. */
    @Test
    void nobodyIsAskedToAgreeToWhatHasBeenReturned() {
        Letter question = letter(
                "wallet.transfers",
                MessageJson.write(new AgreementAsked(
                        PROMISE, ALICE, List.of(POSTING), new CommandId("j-1"), AT, Memo.none(), Occasion.NONE)));
        Letter verdict = letter(
                "wallet.transfers",
                MessageJson.write(new PromiseReleased(PROMISE, ALICE, JOURNAL, Rejection.DEADLINE_PASSED)));
        Precedents precedents = Precedents.about(question, verdict);
        assertThat(precedents.against(question)).isEmpty();

        precedents.note(new Fact.JournalReturned(
                head(JOURNAL, 2, "j-1"), PROMISE, AT, List.of(), JOURNAL, Rejection.DEADLINE_PASSED, Occasion.NONE));

        assertThat(precedents.against(question))
                .contains("promise journal~1 has been returned, says fact 2 of journal; discard it");
        assertThat(precedents.against(verdict)).isEmpty();
    }

    private static FactHead head(WalletId wallet, long sequence, String commandId) {
        return new FactHead(wallet, sequence, new CommandId(commandId), AT, Memo.none());
    }

    private static Letter depositOfAlice() {
        return letter(
                "wallet.commands",
                HeaderNames.text(
                        "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"commandId\":\"d-1\",\"amount\":\"1.00\","
                                + "\"currency\":\"EUR\"}"));
    }

    private static Letter letter(String topic, byte[] value) {
        return new Letter(
                4,
                AT,
                HeaderNames.text("alice"),
                value,
                new RecordHeaders()
                        .add(HeaderNames.ORIGIN_TOPIC, HeaderNames.text(topic))
                        .add(HeaderNames.ORIGIN_PARTITION, HeaderNames.text("0"))
                        .add(HeaderNames.ORIGIN_OFFSET, HeaderNames.text("7")));
    }
}
