package dev.promissory.domain;

import java.util.List;

/** A steward's answer to a command. It has changed nothing yet: the facts have. */
public sealed interface Decision {

    /**
     * Yes, and this follows.
     *
     * @param facts in order of their sequence; empty when all is already as the command wants it
     * @param messages for other stewards
     */
    record Accepted(List<Fact> facts, List<Message> messages) implements Decision {
        public Accepted {
            facts = List.copyOf(facts);
            messages = List.copyOf(messages);
        }

        static Accepted nothing() {
            return new Accepted(List.of(), List.of());
        }
    }

    /** No, for this reason; nothing follows. */
    record Rejected(Rejection rejection) implements Decision {}

    static Decision rejected(Rejection rejection) {
        return new Rejected(rejection);
    }
}
