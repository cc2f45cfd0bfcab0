package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message.Answer;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.OpenPromise;
import dev.promissory.domain.OpenPromise.Stage;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a fold keeps an answer: until nothing can come of it any more, and no longer. */
class PartitionFoldTest {

    private static final WalletId ALICE = new WalletId("alice");
    private static final WalletId BOB = new WalletId("bob");
    private static final WalletId CAROL = new WalletId("carol");

    private final AppliedCauses causes = new AppliedCauses(Map.of());

    private FoldStorage storage;
    private PartitionFold fold;
    private FoldedRows waiting;

    @BeforeEach
    void open(@TempDir Path folder) {
        storage = new FoldStorage(folder);
        fold = new PartitionFold(storage, 0, Duration.ofHours(24), Stewards.layout(1));
        waiting = storage.rows("waiting", PartitionFold.WAITING, 0);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void anAnswerIsForgottenOnceItsPromiseHasEnded() {
        for (int sequence = 1; sequence <= 100; sequence++) {
            open(sequence, Stage.MADE, BOB);
            answer(sequence, new PromiseKept(id(sequence), BOB));
        }

        finish(100);

        assertThat(fold.rows(StewardStore.MEMORY).approximateNumEntries()).isZero();
        assertThat(waiting.approximateNumEntries()).isZero();
    }

    @Test
    void anAnswerThatIsNotAppliedYetWaits() {
        open(1, Stage.MADE, BOB);
        open(2, Stage.MADE, BOB);
        answer(10, new PromiseKept(id(1), BOB));
        answer(11, new PromiseKept(id(2), BOB));

        finish(10);
        assertThat(awaited(1)).isEmpty();
        assertThat(awaited(2)).containsExactly(BOB);

        finish(11);
        assertThat(awaited(2)).isEmpty();
        assertThat(waiting.approximateNumEntries()).isZero();
    }

    @Test
    void anAnswerMayComeAfterOneThatWasAppliedLater() {
        open(1, Stage.MADE, BOB);
        finish(10);
        answer(9, new PromiseKept(id(1), BOB));

        finish(10);

        assertThat(awaited(1)).isEmpty();
    }

    @Test
    void allHaveToKeepAPromiseBeforeItEnds() {
        open(1, Stage.SETTLED, BOB, CAROL);
        answer(10, new PromiseKept(id(1), BOB));

        finish(10);
        finish(10);
        assertThat(awaited(1)).containsExactly(CAROL);

        answer(11, new PromiseKept(id(1), CAROL));
        finish(11);
        assertThat(awaited(1)).isEmpty();

        finish(11);
        assertThat(waiting.approximateNumEntries())
                .as("the first was looked at before the promise had ended")
                .isZero();
    }

    @Test
    void anAnswerCountsAlsoWhenTheFactBeforeItIsFoundLater() {
        open(1, Stage.ASKED, BOB);
        answer(10, new PromiseAgreed(id(1), BOB));
        answer(11, new PromiseKept(id(1), BOB));

        finish(11);
        assertThat(awaited(1)).as("nothing shows that it was settled").containsExactly(BOB);

        open(1, Stage.SETTLED, BOB);
        finish(11);
        assertThat(awaited(1)).isEmpty();
    }

    private void open(long sequence, Stage stage, WalletId... awaited) {
        List<Posting> postings = Stream.of(awaited)
                .map(receiver -> new Posting(ALICE, receiver, Money.of("1.00", "EUR")))
                .toList();
        fold.stores()
                .memory()
                .promises()
                .put(
                        id(sequence),
                        new OpenPromise(
                                id(sequence),
                                postings,
                                new CommandId("t-" + sequence),
                                Stewards.START,
                                Memo.none(),
                                new Occasion.None(),
                                Optional.empty(),
                                stage,
                                new TreeSet<>(List.of(awaited))));
    }

    private void answer(long offset, Answer answer) {
        fold.answer(answer, offset, MessageJson.write(answer));
    }

    /** @param applied the last offset that the stewards have applied */
    private void finish(long applied) {
        causes.confirm(new TopicPartition(Topic.TRANSFERS.topicName(), 0), applied);
        fold.finish(causes);
    }

    /** Empty once it has ended. */
    private Set<WalletId> awaited(long sequence) {
        return fold.stores()
                .memory()
                .promises()
                .find(id(sequence))
                .<Set<WalletId>>map(OpenPromise::awaited)
                .orElse(Set.of());
    }

    private static PromiseId id(long sequence) {
        return new PromiseId(ALICE, sequence);
    }
}
