package dev.promissory.reactions;

/**
 * What a neighbour does about a fact. It is called once for each fact that holds: next in its wallet's sequence, sealed
 * onto the one before it, and signed, where the neighbour has the stewards' key. A copy, a forgery and whatever follows a
 * gap are not handed over. The facts of one wallet come in their order; those of others in between.
 *
 * <p>All it does on its desk commits together with the fact's position, or not at all; after a crash it is called again,
 * and nobody has seen the first time. So whatever it does elsewhere (a mail, a call) may happen more than once. It must
 * not block: other wallets wait behind it. An exception ends the service.
 *
 * <p>One instance serves several threads: its state belongs on the desk.
 */
@FunctionalInterface
public interface Reaction {
    void on(SeenFact seen, Desk desk);
}
