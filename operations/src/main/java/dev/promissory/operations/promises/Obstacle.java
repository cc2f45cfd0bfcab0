package dev.promissory.operations.promises;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Place;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/** Why a promise has not ended, and what makes it go on. */
sealed interface Obstacle {

    /** Stable, for programs. */
    String code();

    String reason();

    /** What to do; the name of the promise stands for itself. */
    String action(PromiseId promiseId);

    private static String resend(PromiseId promiseId) {
        return "./promissory promises resend " + promiseId;
    }

    /** Nobody reads where it lies. */
    record Unserved(String what, TopicPartition partition) implements Obstacle {
        @Override
        public String code() {
            return "unserved";
        }

        @Override
        public String reason() {
            return what + " waits, and no processor has " + partition;
        }

        @Override
        public String action(PromiseId promiseId) {
            return "start a processor";
        }
    }

    /** Others come first. */
    record Unread(String what, TopicPartition partition, long behind) implements Obstacle {
        @Override
        public String code() {
            return "unread";
        }

        @Override
        public String reason() {
            return what + " waits, and the processor of " + partition + " is behind by " + behind;
        }

        @Override
        public String action(PromiseId promiseId) {
            return "wait; if that does not fall, look at the processor's health";
        }
    }

    /**
     * It was not believed.
     *
     * @param isSigned whether it bears the mac of the key that this tool has; without a key nobody knows
     */
    record SetAside(Telling telling, Place place, long letter, String why, boolean isSigned) implements Obstacle {
        @Override
        public String code() {
            return "set-aside";
        }

        @Override
        public String reason() {
            return telling + " at " + place + " was set aside as letter " + letter + ": " + why
                    + (isSigned && isAboutKey() ? ", says a processor that has another key" : "");
        }

        @Override
        public String action(PromiseId promiseId) {
            return (isAboutKey() ? "give every processor the key it is signed with" : "mend that") + ", then "
                    + "./promissory dead-letters replay " + letter;
        }

        private boolean isAboutKey() {
            return why.startsWith("no steward signed");
        }
    }

    /** The addressee has gone on without it, and takes no older one any more. */
    record Overtaken(WalletId by, PromiseId later, Implied proof) implements Obstacle {
        @Override
        public String code() {
            return "overtaken";
        }

        @Override
        public String reason() {
            return by + " never answered, and has answered the later " + later + " (" + proof.from()
                    + "): it takes this one no more";
        }

        @Override
        public String action(PromiseId promiseId) {
            return resend(promiseId) + ", which has it returned";
        }
    }

    /** A fact implies it, and it is not on wallet.transfers. */
    record NeverWritten(Telling telling, Place fact) implements Obstacle {
        @Override
        public String code() {
            return "never-written";
        }

        @Override
        public String reason() {
            return telling + " follows from the fact at " + fact + ", and was never written: the log is not whole";
        }

        @Override
        public String action(PromiseId promiseId) {
            return resend(promiseId) + ", and ./promissory audit";
        }
    }

    /** It was read, nothing came of it, and no letter could bring it back. */
    record WithoutTrace(Telling telling, Place place, String why) implements Obstacle {
        @Override
        public String code() {
            return "without-trace";
        }

        @Override
        public String reason() {
            return telling + " at " + place + " was read and had no effect: " + why;
        }

        @Override
        public String action(PromiseId promiseId) {
            return resend(promiseId);
        }
    }

    /** Its time is over, and nobody told its journal. */
    record TimerMissing(Instant deadline) implements Obstacle {
        @Override
        public String code() {
            return "timer-missing";
        }

        @Override
        public String reason() {
            return "its deadline " + deadline + " has passed, and its timer has not rung";
        }

        @Override
        public String action(PromiseId promiseId) {
            return resend(promiseId);
        }
    }

    /** The records contradict each other. */
    record Unexplained(String what) implements Obstacle {
        @Override
        public String code() {
            return "unexplained";
        }

        @Override
        public String reason() {
            return what;
        }

        @Override
        public String action(PromiseId promiseId) {
            return "./promissory audit";
        }
    }
}
