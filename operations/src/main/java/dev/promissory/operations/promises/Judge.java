package dev.promissory.operations.promises;

import dev.promissory.domain.Message;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Place;
import dev.promissory.operations.promises.Obstacle.NeverWritten;
import dev.promissory.operations.promises.Obstacle.Overtaken;
import dev.promissory.operations.promises.Obstacle.SetAside;
import dev.promissory.operations.promises.Obstacle.TimerMissing;
import dev.promissory.operations.promises.Obstacle.Unexplained;
import dev.promissory.operations.promises.Obstacle.Unread;
import dev.promissory.operations.promises.Obstacle.Unserved;
import dev.promissory.operations.promises.Obstacle.WithoutTrace;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Says why a promise has not ended. Each message that its facts imply must have been written, and read, and have had its
 * effect; the first of these that is missing is what it waits for.
 */
final class Judge {

    /** How late a timer may ring without anybody wondering. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final StewardPositions positions;
    private final Letters letters;
    private final Instant now;

    Judge(StewardPositions positions, Letters letters, Instant now) {
        this.positions = positions;
        this.letters = letters;
        this.now = now;
    }

    /** Empty when it has ended for all, or nothing is on record of how it was made. */
    List<Obstacle> obstacles(PromiseRecord promise) {
        if (promise.opened().isEmpty()) {
            return List.of();
        }
        Optional<Instant> passed = promise.opened()
                .get()
                .deadline()
                .filter(deadline -> !promise.settled() && !promise.returned())
                .filter(deadline -> deadline.plus(GRACE).isBefore(now));
        if (passed.isPresent()) {
            return List.of(ofTimer(promise.promiseId().sender(), passed.get()));
        }
        List<Obstacle> obstacles = new ArrayList<>();
        promise.tellings().stream()
                .filter(telling -> promise.opened().get().participants().contains(telling.participant()))
                .sorted(Comparator.comparing(Telling::toString))
                .forEach(telling -> of(promise, telling).ifPresent(obstacles::add));
        if (obstacles.isEmpty() && !promise.isOver()) {
            obstacles.add(new Unexplained("all its messages were read, but the facts do not end it"));
        }
        return obstacles;
    }

    private Obstacle ofTimer(WalletId journal, Instant deadline) {
        TopicPartition home = positions.home(Topic.COMMANDS, journal);
        return unread("its timer", home).orElseGet(() -> new TimerMissing(deadline));
    }

    private Optional<Obstacle> of(PromiseRecord promise, Telling telling) {
        Optional<Place> written = promise.lastPlaceOf(telling);
        boolean isRead = written.filter(positions::hasRead).isPresent();
        if (written.isPresent() && !isRead && !isMoot(promise, telling)) {
            Place place = written.get();
            return unread(telling + " at " + place, place.topicPartition());
        }
        if (isMoot(promise, telling) || isReturnedUnasked(promise, telling, written)) {
            return Optional.empty();
        }
        Optional<Implied> later = promise.overtaken(telling.participant());
        if (isOpening(telling) && later.isPresent()) {
            return Optional.of(
                    new Overtaken(telling.participant(), later.get().message().promiseId(), later.get()));
        }
        return written.isEmpty()
                ? Optional.of(new NeverWritten(telling, promise.message(telling).from()))
                : ofRead(promise, telling, written.get());
    }

    private Optional<Obstacle> ofRead(PromiseRecord promise, Telling telling, Place place) {
        Optional<Letters.Entry> letter = letters.about(place);
        boolean isRepeated = letter.filter(Letters.Entry::isOfCopy).isPresent();
        if (isOpening(telling) && (isRepeated || promise.hasAnswered(telling.participant()))) {
            return Optional.of(
                    new Unexplained(telling.participant() + " has answered it, but not all that follows is on record"));
        }
        if (letter.isEmpty()) {
            return hasNoFactToShow(telling)
                    ? Optional.empty()
                    : Optional.of(new WithoutTrace(telling, place, untold(promise, telling)));
        }
        Letters.Entry entry = letter.get();
        return Optional.of(
                entry.isOpen()
                        ? new SetAside(telling, place, entry.name(), entry.reason(), letters.onlySigned())
                        : new WithoutTrace(
                                telling, place, "letter " + entry.name() + " (" + entry.reason() + ") was discarded"));
    }

    private static String untold(PromiseRecord promise, Telling telling) {
        return telling.kind() == PromiseReleased.class && promise.hasAgreed(telling.participant())
                ? "it came before " + telling.participant() + " had agreed"
                : "if it was set aside, its letter is no longer kept";
    }

    private Optional<Obstacle> unread(String what, TopicPartition partition) {
        if (!positions.isServed(partition)) {
            return Optional.of(new Unserved(what, partition));
        }
        long behind = positions.behind(partition);
        return behind > 0 ? Optional.of(new Unread(what, partition, behind)) : Optional.empty();
    }

    /** Whether it has had its effect, or can have none any more. */
    private static boolean isMoot(PromiseRecord promise, Telling telling) {
        WalletId participant = telling.participant();
        boolean decided = promise.settled() || promise.returned();
        Class<? extends Message> kind = telling.kind();
        if (kind == PromiseMade.class) {
            return promise.hasEnded(participant) || promise.hasRefused(participant) || promise.returned();
        }
        if (kind == AgreementAsked.class) {
            return promise.hasAgreed(participant) || promise.hasEnded(participant) || promise.hasRefused(participant);
        }
        if (kind == PromiseAgreed.class || kind == PromiseRefused.class) {
            return decided;
        }
        if (kind == PromiseSettled.class || kind == PromiseReleased.class) {
            return promise.hasEnded(participant) || promise.hasRefused(participant);
        }
        return false;
    }

    /** Who was never asked, or did not hear it, has nothing to undo; and must not be asked any more. */
    private static boolean isReturnedUnasked(PromiseRecord promise, Telling telling, Optional<Place> written) {
        WalletId participant = telling.participant();
        boolean isAsked = promise.lastPlaceOf(new Telling(AgreementAsked.class, participant))
                .isPresent();
        return promise.returned()
                && !promise.hasAgreed(participant)
                && (telling.kind() == AgreementAsked.class
                        || telling.kind() == PromiseReleased.class && (written.isPresent() || !isAsked));
    }

    private static boolean isOpening(Telling telling) {
        return Message.Opening.class.isAssignableFrom(telling.kind());
    }

    /** That somebody has kept or agreed is noted, and no fact says so. */
    private static boolean hasNoFactToShow(Telling telling) {
        return telling.kind() == PromiseKept.class || telling.kind() == PromiseAgreed.class;
    }
}
