package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.HoldId;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.TimerJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A key alone tells whose row it is. */
class StewardKeyTest {

    private static final WalletId ALICE = new WalletId("alice");

    @Test
    void everyKindOfRowNamesItsKeeper() {
        assertThat(keeper(StewardStore.WALLETS, "alice")).contains(ALICE);
        assertThat(keeper(StewardStore.MEMORY, "oalice~4")).contains(ALICE);
        assertThat(keeper(StewardStore.MEMORY, "palice~bob~4")).contains(ALICE);
        assertThat(keeper(StewardStore.MEMORY, "halice~h-1")).contains(ALICE);
        assertThat(keeper(StewardStore.RECEIVED_PROMISES, "alice~bob")).contains(ALICE);
        assertThat(keeper(StewardStore.REMEMBERED_COMMANDS, "alice~c-1" + "\0".repeat(12)))
                .contains(ALICE);
    }

    @Test
    void aTimerIsKeptByWhomItIsFor() {
        byte[] timer = TimerJson.write(new Timer.HoldDue(ALICE, new HoldId("h-1")));
        byte[] key = ByteBuffer.allocate(9 + timer.length)
                .put((byte) 't')
                .putLong(1)
                .put(timer)
                .array();

        assertThat(StewardKey.keeper(StewardStore.MEMORY, key)).contains(ALICE);
    }

    @Test
    void whatNoStewardWritesHasNoKeeper() {
        assertThat(keeper(StewardStore.WALLETS, "?")).isEmpty();
        assertThat(keeper(StewardStore.MEMORY, "")).isEmpty();
        assertThat(keeper(StewardStore.MEMORY, "t")).isEmpty();
        assertThat(keeper(StewardStore.MEMORY, "t--------no timer")).isEmpty();
        assertThat(keeper(StewardStore.APPLIED_OFFSETS, "alice")).isEmpty();
    }

    private static Optional<WalletId> keeper(StewardStore store, String key) {
        return StewardKey.keeper(store, key.getBytes(StandardCharsets.UTF_8));
    }
}
