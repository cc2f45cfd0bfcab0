package dev.promissory.operations.promises;

import dev.promissory.domain.Message;
import dev.promissory.domain.Message.Answer;
import dev.promissory.domain.WalletId;

/**
 * What a message is, among those of its promise.
 *
 * @param participant who says it or hears it; the coordinator is at its other end
 */
record Telling(Class<? extends Message> kind, WalletId participant) {

    static Telling of(Message message) {
        WalletId participant = message instanceof Answer answer ? answer.by() : message.addressee();
        return new Telling(message.getClass(), participant);
    }

    @Override
    public String toString() {
        return kind.getSimpleName() + (Answer.class.isAssignableFrom(kind) ? " by " : " to ") + participant;
    }
}
