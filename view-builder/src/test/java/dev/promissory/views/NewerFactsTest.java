package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.NewerVersionException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A view stops at what newer stewards sealed, and at nothing that only says so. */
class NewerFactsTest {

    private final Pen pen = new Pen();
    private final Tables tables = Tables.withKey();
    private SealedFact opened;

    @BeforeEach
    void open() {
        opened = pen.open("alice", null);
        tables.fold(opened);
    }

    @Test
    void oneThatNewerStewardsSealedStopsTheView() {
        assertThatThrownBy(() -> tables.fold(pen.ofVersion("alice", "2")))
                .isInstanceOf(NewerVersionException.class)
                .hasMessage("the fact of alice at wallet.facts-0@1 is newer than this service:"
                        + " v is 2, and the newest version known here is 1; update this service first");
        assertThat(tables.wallet("alice").trust().state()).isEqualTo("verified");
    }

    @Test
    void soDoesOneOfATypeThatOnlyTheyWrite() {
        assertThatThrownBy(() -> tables.fold(pen.ofAnotherType("alice")))
                .isInstanceOf(NewerVersionException.class)
                .hasMessageContaining("unknown fact type WalletPainted");
    }

    @Test
    void nobodyStopsTheViewByTypingAHighVersion() {
        tables.fold(Pen.signedByAnother(pen.ofVersion("alice", "99")));
        tables.fold(pen.freeze("alice").withValue("{\"v\":99}"));

        assertThat(tables.wallet("alice").trust().state()).isEqualTo("forged");
        assertThat(tables.wallet("alice").wallet().sequence()).isEqualTo(1);
    }

    @Test
    void withoutTheKeyOneThatFollowsTheLastFactStopsTheView() {
        Tables keyless = new Tables(Optional.empty());
        keyless.fold(opened);
        SealedFact newer = Pen.signedByAnother(pen.ofVersion("alice", "2"));

        assertThatThrownBy(() -> keyless.fold(newer)).isInstanceOf(NewerVersionException.class);
    }

    @Test
    void withoutTheKeyOneThatFollowsNothingIsForged() {
        Tables keyless = new Tables(Optional.empty());
        keyless.fold(opened);

        keyless.fold(new Pen().ofVersion("alice", "2"));

        assertThat(keyless.wallet("alice").trust().state()).isEqualTo("forged");
    }
}
