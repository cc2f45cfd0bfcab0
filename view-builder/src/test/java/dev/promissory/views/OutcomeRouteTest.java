package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeRouteTest {

    private static final Instant EARLY = Views.NOW.minusSeconds(60);
    private static final Instant LATE = Views.NOW.minusSeconds(30);

    @TempDir
    Path folder;

    private Views views;

    @BeforeEach
    void start() {
        views = new Views(folder, 2);
    }

    @AfterEach
    void stop() {
        views.close();
    }

    @Test
    void anOutcomeAsItWas() {
        views.write(1, EARLY, accepted(7, false));

        assertThat(views.get("/wallets/alice/commands/d-1").text())
                .isEqualTo("{\"v\":1,\"commandId\":\"d-1\",\"walletId\":\"alice\",\"status\":\"accepted\","
                        + "\"sequence\":7,\"balances\":[{\"currency\":\"EUR\",\"total\":\"1.00\","
                        + "\"available\":\"1.00\",\"held\":\"0.00\"}],\"asOf\":\"2026-11-23T09:00:00.000Z\"}");
    }

    @Test
    void theFirstOutcomeStays() {
        views.write(0, EARLY, accepted(7, false))
                .write(0, LATE, accepted(8, false))
                .write(0, LATE, accepted(7, true))
                .write(0, LATE, rejected(Rejection.COMMAND_ID_REUSED))
                .write(0, LATE, rejected(Rejection.MALFORMED_COMMAND));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void alsoWithinAMillisecondTheFirstThatIsNotMalformedStays() {
        views.write(0, LATE, rejected(Rejection.MALFORMED_COMMAND))
                .write(0, LATE, accepted(7, false))
                .write(0, LATE, rejected(Rejection.MALFORMED_COMMAND))
                .write(0, LATE, accepted(8, false));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void theFirstOutcomeIsTheEarliestOfAllPartitions() {
        views.write(0, LATE, accepted(8, false)).write(1, EARLY, accepted(7, false));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void aReplayOrAReusedIdMakesNoOutcome() {
        views.write(0, EARLY, accepted(7, true)).write(1, EARLY, rejected(Rejection.COMMAND_ID_REUSED));

        assertThat(views.get("/wallets/alice/commands/d-1").status()).isEqualTo(404);
    }

    @Test
    void whatWouldHaveFollowedIsNoOutcome() {
        Headers dryRun = new RecordHeaders().add(HeaderNames.DRY_RUN, HeaderNames.text("true"));
        views.writeOutcome(0, EARLY, OutcomeJson.writeDryRun(accepted(6, false)), dryRun);
        assertThat(views.get("/wallets/alice/commands/d-1").status()).isEqualTo(404);

        views.write(0, LATE, accepted(7, false));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void whatNoStewardSignedIsNoOutcome() {
        byte[] forged = OutcomeJson.write(accepted(9, false));
        Headers byAnother = new RecordHeaders();
        byte[] mac = new Sealer(MintPen.KEY).macOfOutcome(byAnother, forged);
        byAnother.add(HeaderNames.OUTCOME_MAC, HeaderNames.hex(mac));
        views.writeUnsigned(0, EARLY, forged, new RecordHeaders()).writeUnsigned(1, EARLY, forged, byAnother);
        assertThat(views.get("/wallets/alice/commands/d-1").status()).isEqualTo(404);
        assertThat(views.countedOutcomes("unsigned")).isEqualTo(2);

        views.write(0, LATE, accepted(7, false));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void whatWouldHaveFollowedDoesNotBecomeAnOutcomeByLosingItsMark() {
        byte[] foreseen = OutcomeJson.writeDryRun(accepted(6, false));
        Headers headers = new RecordHeaders().add(HeaderNames.DRY_RUN, HeaderNames.text("true"));
        views.writeOutcome(0, EARLY, foreseen, headers);

        views.writeUnsigned(0, EARLY, foreseen, headers.remove(HeaderNames.DRY_RUN));

        assertThat(views.get("/wallets/alice/commands/d-1").status()).isEqualTo(404);
    }

    @Test
    void aRealOutcomeReplacesAMalformedOne() {
        views.write(0, EARLY, rejected(Rejection.MALFORMED_COMMAND));
        assertThat(views.get("/wallets/alice/commands/d-1").json().get("code").textValue())
                .isEqualTo("malformed-command");

        views.write(0, LATE, accepted(7, false));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void aRealOutcomeCountsAlsoWhenTheMalformedOneIsOnAnotherPartition() {
        views.write(1, LATE, accepted(7, false)).write(0, EARLY, rejected(Rejection.MALFORMED_COMMAND));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void anOutcomeIsForgottenAfterSevenDays() {
        Instant almost = Views.NOW.minus(Duration.ofDays(7)).plusSeconds(1);
        views.write(0, almost.minusSeconds(2), accepted(7, false));
        assertThat(views.get("/wallets/alice/commands/d-1").status()).isEqualTo(404);

        views.write(1, almost, accepted(8, false));

        assertThat(sequence()).isEqualTo(8);
    }

    @Test
    void anOutcomeFromTheFutureHidesNone() {
        views.write(0, Views.NOW.plus(Duration.ofDays(30)), accepted("d-0", 6, false))
                .write(0, EARLY, accepted(7, false));

        assertThat(sequence()).isEqualTo(7);
        assertThat(views.get("/wallets/alice/commands/d-0").status()).isEqualTo(200);
    }

    @Test
    void whatIsNoOutcomeIsPassedOver() {
        views.writeOutcome(0, EARLY, "garbage".getBytes(StandardCharsets.UTF_8))
                .writeOutcome(0, EARLY, null)
                .write(0, EARLY, accepted(7, false));

        assertThat(sequence()).isEqualTo(7);
    }

    @Test
    void anUnknownOutcomeIsOnlyUnknownWhenEveryPartitionWasAsked() {
        views.notCaughtUp(Topic.OUTCOMES, 1);

        assertThat(views.get("/wallets/alice/commands/d-1").status()).isEqualTo(503);
    }

    @Test
    void anotherWalletsCommandOfThatNameIsAnother() {
        views.write(0, EARLY, accepted(7, false));

        assertThat(views.get("/wallets/bob/commands/d-1").status()).isEqualTo(404);
        assertThat(views.get("/wallets/alice/commands/d-10").status()).isEqualTo(404);
    }

    private long sequence() {
        return views.get("/wallets/alice/commands/d-1").json().get("sequence").longValue();
    }

    private static Outcome accepted(long sequence, boolean replayed) {
        return accepted("d-1", sequence, replayed);
    }

    private static Outcome accepted(String commandId, long sequence, boolean replayed) {
        Balance balance = Balance.zero(new Currency("EUR")).credited(Money.of("1.00", "EUR"));
        return new Outcome.Accepted(
                new WalletId("alice"),
                new CommandId(commandId),
                sequence,
                false,
                List.of(balance),
                Outcome.Names.none(),
                replayed);
    }

    private static Outcome rejected(Rejection rejection) {
        return new Outcome.Rejected(
                new WalletId("alice"),
                new CommandId("d-1"),
                1,
                rejection,
                rejection.sentence(),
                rejection.field(),
                false);
    }
}
